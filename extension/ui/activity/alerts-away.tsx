// What the person wants to be told while no window is open. Nothing, until it is switched on.

import type { AlertChoice } from "../../../src/protocol/arrival-views.ts";
import { Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

const none: AlertChoice = { arrived: false, final: false };

export const AlertsAway = () => {
	const { wallet, view, refresh } = useShared();
	const { busy, fault, run } = useWork();
	const words = say().happened;
	const now = view.alerts ?? none;
	const names = { arrived: words.alertArrived, final: words.alertFinal };
	return (
		<Section title={words.alerts}>
			<p class="small">{words.alertsSay}</p>
			<fieldset class="choice flat">
				<legend class="unseen">{words.alerts}</legend>
				{(["arrived", "final"] as const).map((one) => (
					<label key={one}>
						<input
							type="checkbox"
							disabled={busy}
							checked={now[one]}
							onChange={() =>
								void run(async () => {
									await wallet.engine("alerts.choose", {
										...now,
										[one]: !now[one],
									});
									await refresh();
								})
							}
						/>
						<span>{names[one]}</span>
					</label>
				))}
			</fieldset>
			<FaultNote fault={fault} />
		</Section>
	);
};
