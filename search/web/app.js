// What every page runs: the search and check elements, the copy kept for when there is no network, and links into closed texts. [browser]
import { defineSearch } from "./search.js";
import { defineCheck } from "./check.js";
import { keepOffline } from "./offline.js";
import { reveal } from "./reveal.js";

defineSearch();
defineCheck();
keepOffline();
reveal();
