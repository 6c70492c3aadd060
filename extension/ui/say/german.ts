// German, whole: what the screens say and what the catalogue says. A screen loads it only where German is spoken.

import { german } from "../../../src/words/german.ts";
import { screensDe } from "./de.ts";
import type { Tongue } from "./say.ts";

/** @param locale the browser's own, if it is a German one */
export const germanTongue = (locale: string): Tongue => ({
	screens: screensDe,
	catalogue: german,
	locale,
});
