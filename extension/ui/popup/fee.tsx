// What a payment pays for its place in a block: what is usual, unless the person chooses. What it is chosen by is loaded then.

import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { say } from "../say/say.ts";
import { useWork } from "../wallet.tsx";
import type { FeeProps } from "./fee-typed.ts";

export const Fee = (shown: FeeProps) => {
	const words = say().fees;
	const { busy, fault, run } = useWork();
	const [choice, setChoice] = useState<{
		readonly of: ComponentType<FeeProps>;
	} | null>(null);
	// what was chosen before this screen was left stands there again
	const isChosen = shown.typed.fees !== null;
	const open = () =>
		void run(async () => {
			const { FeeChoices } = await import("./fee-choices.tsx");
			setChoice({ of: FeeChoices });
		});
	return (
		<Section title={words.title}>
			{choice === null ? (
				<p>
					{isChosen ? words.chosen : words.usualOne}{" "}
					<Button quiet busy={busy} onClick={open}>
						{words.choose}
					</Button>
				</p>
			) : (
				<choice.of {...shown} />
			)}
			<FaultNote fault={fault} />
		</Section>
	);
};
