// A name and what stands to it, in a list of facts.

import type { ComponentChildren } from "preact";

export const Fact = ({
	name,
	children,
}: {
	readonly name: string;
	readonly children: ComponentChildren;
}) => (
	<div>
		<dt>{name}</dt>
		<dd>{children}</dd>
	</div>
);
