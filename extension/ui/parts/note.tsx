// What has to be seen before the rest of a screen: a box with a mark, and a line with one.

import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

const marks = {
	wait: "wait",
	bad: "stop",
	keep: "done",
	"wait keep": "wait",
} as const;

export const Note = ({
	tone,
	role,
	title,
	children,
}: {
	readonly tone: keyof typeof marks;
	readonly role?: "alert" | "status";
	readonly title: ComponentChildren;
	readonly children: ComponentChildren;
}) => (
	<div class={`note ${tone}`} role={role}>
		<div class="note-head">
			<Icon name={marks[tone]} size={18} />
			<b>{title}</b>
		</div>
		{children}
	</div>
);

/** One sentence to be read twice. */
export const WarnLine = ({
	mark = "stop",
	children,
}: {
	readonly mark?: "stop" | "wait";
	readonly children: ComponentChildren;
}) => (
	<p class="warn-line">
		<Icon name={mark} size={15} />
		{children}
	</p>
);
