// What a payment pays for its place in a block: what is usual, unless the person chooses. What it is chosen by is loaded then.

import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { useLater } from "../parts/later.tsx";
import { say } from "../say/say.ts";
import type { FeeProps } from "./fee-typed.ts";

const choices = async () => (await import("./fee-choices.tsx")).FeeChoices;

export const Fee = (shown: FeeProps) => {
	const words = say().fees;
	const { busy, fault, loaded, open } = useLater(choices);
	// what was chosen before this screen was left stands there again
	const isChosen = shown.typed.fees !== null;
	return (
		<Section title={words.title}>
			{loaded === null ? (
				<p>
					{isChosen ? words.chosen : words.usualOne}{" "}
					<Button quiet busy={busy} onClick={open}>
						{words.choose}
					</Button>
				</p>
			) : (
				<loaded.of {...shown} />
			)}
			<FaultNote fault={fault} />
		</Section>
	);
};
