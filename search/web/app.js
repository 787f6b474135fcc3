// What every page runs: the search and check elements, and the copy kept for when there is no network. [browser]
import { defineSearch } from "./search.js";
import { defineCheck } from "./check.js";
import { keepOffline } from "./offline.js";

defineSearch();
defineCheck();
keepOffline();
