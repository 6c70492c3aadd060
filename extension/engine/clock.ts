// The engine worker's Clock port is the one that the command line has too.

export { webClock as browserClock } from "../../src/web/clock.ts";
