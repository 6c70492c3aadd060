// What is decided of a recording, by its family. A family decides it by the rules that ship, under the profile of the recording's
// chain and time; a piece that a rule reads and the recorder did not ask for is decided by the function that the rule uses.

import type { StateCase } from "../state-l1/case.ts";
import { arbitrumForms } from "./arbitrum.ts";
import { lineaForms } from "./linea.ts";
import { opForms } from "./op.ts";
import type { Recording } from "./recording.ts";
import { starknetForms } from "./starknet.ts";
import { taikoForms } from "./taiko.ts";
import { zksyncForms } from "./zksync.ts";

export type FamilyForms = (recording: Recording) => readonly StateCase[];

export const families: { readonly [family: string]: FamilyForms } = {
	arbitrum: arbitrumForms,
	op: opForms,
	starknet: starknetForms,
	zksync: zksyncForms,
	"zksync-era": zksyncForms,
	linea: lineaForms,
	taiko: taikoForms,
};
