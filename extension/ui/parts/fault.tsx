// A fault on screen: never a code without words, never words without the code.

import type { ComponentChildren } from "preact";
import type { FaultJson } from "../../../src/base/fault.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { say } from "../say/say.ts";
import { Note } from "./note.tsx";

type ShownFault = Pick<FaultJson, "kind" | "code" | "detail" | "source">;

const waits = (fault: ShownFault): boolean =>
	fault.kind === "unproven" ||
	fault.kind === "unavailable" ||
	fault.kind === "busy";

/** What failed, what to do now, the code and the detail, and whose bytes they were. Nothing while there is no fault. */
export const FaultNote = ({
	fault,
	title,
	children,
}: {
	readonly fault: ShownFault | null;
	/** What could not be done because of it. */
	readonly title?: string;
	readonly children?: ComponentChildren;
}) => {
	if (fault === null) return null;
	const { says, todo } = faultWords(fault.code);
	return (
		<Note
			tone={waits(fault) ? "wait" : "bad"}
			role="alert"
			title={title ?? says}
		>
			{title === undefined ? null : <p>{says}</p>}
			<p>{todo}</p>
			<FaultCode fault={fault} />
			{children === undefined ? null : <div class="note-do">{children}</div>}
		</Note>
	);
};

export const FaultCode = ({ fault }: { readonly fault: ShownFault }) => (
	<p class="code-line">
		<code>{fault.code}</code>
		{fault.detail === "" ? null : <span>{fault.detail}</span>}
		{fault.source === null ? null : (
			<span>
				{say().parts.bytesFrom} <b>{fault.source}</b>
			</span>
		)}
	</p>
);
