// A fault on screen: never a code without words, never words without the code.

import type { ComponentChildren } from "preact";
import type { FaultJson } from "../../../src/base/fault.ts";
import type { FaultCode as FaultCodeName } from "../../../src/base/faults.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { goHelp, helpFor, isThere } from "../help.ts";
import { say } from "../say/say.ts";
import { Button } from "./basic.tsx";
import { Note } from "./note.tsx";

type ShownFault = Pick<FaultJson, "kind" | "code" | "detail" | "source">;

const waits = (fault: ShownFault): boolean =>
	fault.kind === "unproven" ||
	fault.kind === "unavailable" ||
	fault.kind === "busy";

/** The way to the screen that helps; nothing where none does, or where one is there. */
export const HelpButton = ({ code }: { readonly code: FaultCodeName }) => {
	const place = helpFor(code);
	return place === null ||
		isThere(place, location.pathname, location.hash) ? null : (
		<Button quiet onClick={() => goHelp(place)}>
			{say().help[place]}
		</Button>
	);
};

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
			<div class="note-do">
				{children}
				<HelpButton code={fault.code} />
			</div>
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
