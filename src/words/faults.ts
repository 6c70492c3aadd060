// What a fault says to a person, in English: for who has no other words and cannot wait for any.

import type { FaultCode } from "../base/faults.ts";
import { faultSentences } from "./fault-table.ts";
import { faultsEn } from "./faults-en.ts";

const sentences = faultSentences(faultsEn);

/** What happened and what to do now, in a sentence or two each. */
export const faultWords = (
	code: FaultCode,
): { readonly says: string; readonly todo: string } => ({
	says: sentences[`fault.${code}`] ?? "",
	todo: sentences[`fault.${code}.todo`] ?? "",
});
