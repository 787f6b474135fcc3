// Answers come out of the evaluator in the codes of search/answer; spelled makes the object of them that JSON would be. [browser]

/* global WORDS */ // what each word says, put here by the build from search/answer
const [END, OBJECT, LIST, TEXT, NUMBER, PARTS, TRUE] = [0, 1, 2, 3, 4, 5, 6];
const text = new TextDecoder();

export function spelled(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  const value = () => {
    const code = bytes[at++];
    if (code === OBJECT || code === LIST) {
      const all = [];
      while (bytes[at] !== END) all.push(code === LIST ? value() : [value(), value()]);
      at++;
      return code === LIST ? all : Object.fromEntries(all);
    }
    if (code === TEXT) {
      const from = at;
      at = bytes.indexOf(END, from) + 1;
      return text.decode(bytes.subarray(from, at - 1));
    }
    if (code === NUMBER || code === PARTS) {
      const n = view.getInt32(at, true);
      at += 4;
      return code === NUMBER ? n : n / 10000;
    }
    return code === TRUE || WORDS[code];
  };
  return value();
}
