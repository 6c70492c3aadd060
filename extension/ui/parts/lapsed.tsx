// That an order the person was shown before is gone unsigned, and why: the one that takes its place never comes without a word.

import type { FaultJson } from "../../../src/base/fault.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { say } from "../say/say.ts";
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
		title={say().parts.theEarlierOrderForThisStep}
	>
		<p>
			{say().parts.nothingOfItWasSignedOr(faultWords(fault.code).says)}{" "}
			{isMade
				? say().parts.theOrderThatIsWaitingNow
				: say().parts.theButtonBelowMakesAnotherIn}
		</p>
		<FaultCode fault={fault} />
	</Note>
);
