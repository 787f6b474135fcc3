// The evaluator's modules come packed, to three fifths of what gzip makes of them (tools/internal/wasmgo/squeeze). [browser]

// unpacked gives a module; unpack is the small one that unpacks it. What is not packed stays as it is.
export async function unpacked(code, unpack) {
  if (code[0] === 0) return code; // "\0asm"
  const e = (await WebAssembly.instantiate(unpack)).instance.exports;
  new Uint8Array(e.memory.buffer).set(code, e.packed() >>> 0);
  const length = e.unpack();
  return new Uint8Array(e.memory.buffer, e.module() >>> 0, length);
}
