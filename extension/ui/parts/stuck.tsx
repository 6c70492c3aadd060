// A start that does not come off: endpoints answer, and none of them serves what the light client begins with. Without this
// it would say for ever that it is at work.

import type { WalletView } from "../../../src/protocol/views.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { goEndpoints } from "../popup/settings.tsx";
import { useShared } from "../wallet.tsx";
import { Button } from "./basic.tsx";
import { FaultCode } from "./fault.tsx";
import { Note } from "./note.tsx";
import { useRetry } from "./offline.tsx";

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
	const retry = useRetry();
	const beacons = stuckAt(view);
	if (beacons.length === 0) return null;
	return (
		<Note
			tone="wait"
			role="status"
			title="It cannot begin yet: none of your endpoints serves the start."
		>
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
			<p>
				They may be slow, or not serve light clients. Retry, add another beacon
				endpoint, or choose the starting point anew. Your money is where it was.
			</p>
			<div class="note-do">
				<Button main busy={retry.busy} onClick={() => void retry.run()}>
					{retry.busy ? "Asking again" : "Retry"}
				</Button>
				<Button quiet onClick={goEndpoints}>
					Endpoints
				</Button>
			</div>
		</Note>
	);
};
