// A start that does not come off: endpoints answer, and none of them serves what the light client begins with. Without this
// it would say for ever that it is at work.

import type { WalletView } from "../../../src/protocol/views.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { FaultCode } from "./fault.tsx";
import { Note } from "./note.tsx";
import { RetryButtons } from "./offline.tsx";

/** The beacon endpoints, where none of them is of use for the start; none while it goes on. */
export const stuckAt = (view: WalletView): WalletView["endpoints"] => {
	const { phase } = view.sync;
	if (phase !== "bootstrap" && phase !== "updates") return [];
	// nobody answers at all: that is said elsewhere, with since when
	if (view.silent !== undefined || view.stopped !== null) return [];
	const beacons = view.endpoints.filter(({ role }) => role === "beacon");
	return beacons.every(({ fault }) => fault !== null) ? beacons : [];
};

export const Stuck = () => {
	const { view } = useShared();
	const beacons = stuckAt(view);
	if (beacons.length === 0) return null;
	return (
		<Note tone="wait" role="status" title={say().parts.itCannotBeginYetNoneOf}>
			<ul class="plain">
				{beacons.map(({ name, url, fault }) =>
					fault === null ? null : (
						<li key={url}>
							<b>{name}</b>: {faultWords(fault.code).says}
							<FaultCode fault={{ ...fault, source: null }} />
						</li>
					),
				)}
			</ul>
			<p>{say().parts.theyMayBeSlowOrNot}</p>
			<RetryButtons />
		</Note>
	);
};
