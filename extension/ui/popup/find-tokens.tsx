// Whether tokens that the account holds are looked for, and the switch of it.

import { useEffect, useState } from "preact/hooks";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { say } from "../say/say.ts";
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
		<Section title={say().tokens.tokensYouHold}>
			<p>
				{on === false
					? say().tokens.sextantDoesNotLookForTokens
					: say().tokens.aFewTimesADaySextant}
			</p>
			{on === null ? null : (
				<Button busy={busy} onClick={() => change(!on)}>
					{on ? say().tokens.doNotLookForTokens : say().tokens.lookForTokens}
				</Button>
			)}
			<FaultNote fault={fault} title={say().tokens.itWasNotChanged} />
		</Section>
	);
};
