// The scripts of a portable build: one classic file, since file:// pages may load no modules and fetch nothing. [browser]
import "./app.js";
import { session } from "./session.js";

window.signpost = {
  search: async (q, options) => session().search(q, options),
  check: async (given) => session().check(given),
};
