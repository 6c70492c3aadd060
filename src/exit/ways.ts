// Every way out that this release knows, in the order in which they are offered, and the rehearsal of one. A way is one file of this room.

import { opForced } from "./op-forced.ts";
import { opPlain } from "./op-plain.ts";
import { referenceDrill } from "./reference-drill.ts";
import { referenceEscape } from "./reference-escape.ts";
import { scrollEnforced } from "./scroll-enforced.ts";
import { scrollPlain } from "./scroll-plain.ts";
import { type Way, wayOf } from "./way.ts";

export const ways: readonly Way[] = [
	wayOf(opForced),
	wayOf(opPlain),
	wayOf(referenceEscape),
	wayOf(referenceDrill),
	wayOf(scrollEnforced),
	wayOf(scrollPlain),
];
