// The engine worker's Fetch port is the one that the command line has too.

export { openFetch } from "../../src/web/fetch.ts";
