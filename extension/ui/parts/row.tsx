// A row of a list that leads to a screen.

import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

/** One large button: a name, what is said of it below, and a mark that it leads on. */
export const RowLink = ({
	name,
	label,
	review,
	onGo,
	children,
}: {
	readonly name: ComponentChildren;
	/** Said first to screen readers, where the words alone do not say where it leads. What is seen is part of the name too. */
	readonly label?: string;
	/** Where the person is asked for something: what the mark says. */
	readonly review?: string | undefined;
	readonly onGo: () => void;
	readonly children?: ComponentChildren;
}) => (
	<button type="button" class="row-part" onClick={onGo}>
		{label === undefined ? null : <span class="unseen">{label}. </span>}
		<span class="row-name">
			<b>{name}</b>
			{children}
		</span>
		{review === undefined ? (
			<Icon name="on" size={14} />
		) : (
			<span class="review">{review}</span>
		)}
	</button>
);

/** A list of ways on, one below the other. */
export const MenuRows = ({
	rows,
	onGo,
	children,
}: {
	/** Where each leads, its name, and what is said of it below; empty: nothing. */
	readonly rows: readonly (readonly [to: string, name: string, says: string])[];
	readonly onGo: (to: string) => void;
	readonly children?: ComponentChildren;
}) => (
	<ul class="rows">
		{rows.map(([to, name, says]) => (
			<li key={to} class="row">
				<RowLink name={name} onGo={() => onGo(to)}>
					{says === "" ? null : <span class="row-says">{says}</span>}
				</RowLink>
			</li>
		))}
		{children}
	</ul>
);
