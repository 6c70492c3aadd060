// Whether tokens that the account holds are looked for, and the switch of it.

import { useEffect, useState } from "preact/hooks";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { useShared, useWork } from "../wallet.tsx";

export const FindTokens = () => {
	const { wallet } = useShared();
	const { busy, fault, run } = useWork();
	const [on, setOn] = useState<boolean | null>(null);
	useEffect(() => {
		void run(async () => {
			setOn((await wallet.engine("token.finding", undefined)).on);
		});
	}, [wallet, run]);
	const change = (next: boolean) =>
		void run(async () => {
			await wallet.engine("token.find", { on: next });
			setOn(next);
		});
	return (
		<Section title="Tokens you hold">
			<p>
				{on === false
					? "Sextant does not look for tokens by itself. It shows those on your list."
					: "A few times a day, Sextant asks the contracts of well-known tokens for your balance and proves it. A token you hold appears by itself."}
			</p>
			{on === null ? null : (
				<Button busy={busy} onClick={() => change(!on)}>
					{on ? "Do not look for tokens" : "Look for tokens"}
				</Button>
			)}
			<FaultNote fault={fault} title="It was not changed." />
		</Section>
	);
};
