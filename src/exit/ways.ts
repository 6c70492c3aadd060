// Every way out that this release knows, in the order in which they are offered, and the rehearsal of one. A way is one file of this room.

import { opForced } from "../l2/op/runtime/forced.ts";
import { opPlain } from "../l2/op/runtime/plain.ts";
import { referenceDrill } from "../l2/reference/runtime/drill.ts";
import { referenceEscape } from "../l2/reference/runtime/escape.ts";
import { scrollEnforced } from "../l2/scroll/runtime/enforced.ts";
import { scrollPlain } from "../l2/scroll/runtime/plain.ts";
import { type Way, wayOf } from "./way.ts";

export const ways: readonly Way[] = [
	wayOf(opForced),
	wayOf(opPlain),
	wayOf(referenceEscape),
	wayOf(referenceDrill),
	wayOf(scrollEnforced),
	wayOf(scrollPlain),
];
