// That an order the person was shown before is gone unsigned, and why: the one that takes its place never comes without a word.

import type { FaultJson } from "../../../src/base/fault.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { FaultCode } from "./fault.tsx";
import { Note } from "./note.tsx";

export const Lapsed = ({
	fault,
	isMade,
}: {
	readonly fault: FaultJson;
	/** Does the order in its place wait already? */
	readonly isMade: boolean;
}) => (
	<Note
		tone="wait"
		role="status"
		title="The earlier order for this step was withdrawn."
	>
		<p>
			Nothing of it was signed or sent. {faultWords(fault.code).says}{" "}
			{isMade
				? "The order that is waiting now takes its place."
				: "The button below makes another in its place, from current proofs."}
		</p>
		<FaultCode fault={fault} />
	</Note>
);
