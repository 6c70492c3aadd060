// Step 2: who is asked. A set that should work is ticked; one button asks the browser for exactly that set, tries each of it,
// and goes on. Nobody is asked before it is pressed.

import { useEffect } from "preact/hooks";
import type { ChainView } from "../../../src/protocol/views.ts";
import { Button, Say } from "../parts/basic.tsx";
import { Endpoints, missingEndpoints } from "../parts/endpoints.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { useShared, useWork } from "../wallet.tsx";
import { AddAnother, OwnNode } from "./endpoint-form.tsx";
import { Group } from "./endpoint-rows.tsx";
import {
	type EndpointSet,
	missingOf,
	type SetRow,
	setRoles,
	startersOf,
	ticked,
	useEndpointSet,
} from "./endpoint-set.ts";

/** Ethereum itself, until a person chooses another network. */
const usualNetwork = "mainnet";

const isTried = ({ trial }: SetRow): boolean =>
	trial !== null && trial !== "runs" && trial.verdict !== "bad";

const goWords = (set: EndpointSet): string => {
	const chosen = ticked(set.rows);
	const open = chosen.filter((row) => !isTried(row)).length;
	if (set.working.busy) {
		const left = set.rows.filter(({ trial }) => trial === "runs").length;
		return left === 0 ? "One moment" : `Asking ${left} of them`;
	}
	if (chosen.length === 0) return "Continue";
	if (open === 0) return `Continue with these ${chosen.length}`;
	return open === chosen.length
		? `Ask these ${chosen.length}`
		: `Ask ${open} more and continue`;
};

/** What stands beside the button: what is missing, or what comes. */
const goNote = (set: EndpointSet): string => {
	const missing = missingOf(set.rows);
	if (missing !== null) return missing;
	const failed = set.rows.filter(
		({ trial }) =>
			trial !== null && trial !== "runs" && trial.verdict === "bad",
	).length;
	const fewStart =
		startersOf(set.rows) < 3
			? " With fewer than three for headers and starting point you bring your own starting point."
			: "";
	if (failed > 0)
		return `${failed === 1 ? "One was" : `${failed} were`} left out, and it is said why.${fewStart}`;
	return `The browser asks you once, for these and no others.${fewStart}`;
};

const SuggestedSet = ({
	chain,
	onNext,
}: {
	readonly chain: ChainView;
	readonly onNext: () => void;
}) => {
	const set = useEndpointSet(chain, onNext);
	const { working, listing, rows } = set;
	const chosen = ticked(rows).length;
	if (set.isUnlisted) return <OwnSet onNext={onNext} />;
	return (
		<>
			<FaultNote fault={listing.fault} title="The list was not read." />
			<p class="small">
				Suggested from public lists. Nobody has tested them for you: the button
				below does, and nobody is asked before.
			</p>
			<OwnNode set={set} />
			{setRoles.map((role) => (
				<Group key={role} role={role} set={set} />
			))}
			<AddAnother set={set} />
			<FaultNote fault={working.fault} title="They were not all asked." />
			<div class="buttons next go">
				<p class="mute" aria-live="polite">
					{goNote(set)}
				</p>
				{working.busy ? <Button onClick={set.stop}>Stop</Button> : null}
				<Button
					main
					busy={working.busy}
					disabled={chosen === 0 || missingOf(rows) !== null}
					onClick={set.go}
				>
					{goWords(set)}
				</Button>
				<Say>{working.busy ? "The endpoints are being asked." : ""}</Say>
			</div>
		</>
	);
};

/** For a network that came from a file: every address is the person's own. */
const OwnSet = ({ onNext }: { readonly onNext: () => void }) => {
	const { view } = useShared();
	const missing = missingEndpoints(view);
	return (
		<>
			<p class="small">
				It is best to have several, run by different people. If one lies, it is
				named and passed over. The browser asks you about each.
			</p>
			<Endpoints />
			<div class="buttons next">
				<ul class="plain mute" aria-live="polite">
					{missing.map((sentence) => (
						<li key={sentence}>{sentence}</li>
					))}
				</ul>
				<Button main disabled={missing.length > 0} onClick={onNext}>
					Continue with these {view.endpoints.length}
				</Button>
			</div>
		</>
	);
};

/** Chooses Ethereum where nothing is chosen. That asks nobody anything. */
const useNetworkOfOurs = () => {
	const { wallet, view, refresh } = useShared();
	const choosing = useWork();
	const { run } = choosing;
	const isNone = view.network === null;
	useEffect(() => {
		if (isNone)
			void run(async () => {
				await wallet.engine("network.choose", { name: usualNetwork });
				await refresh();
			});
	}, [isNone, run, wallet, refresh]);
	return choosing;
};

export const EndpointStep = ({
	onNext,
	onNetwork,
}: {
	readonly onNext: () => void;
	readonly onNetwork: () => void;
}) => {
	const { view } = useShared();
	const choosing = useNetworkOfOurs();
	const l1 = view.chains.find(({ kind }) => kind === "l1");
	const isPlain = l1 !== undefined && view.chains.length === 1;
	return (
		<>
			<p class="lead">
				Endpoints only deliver. This device checks every answer, so a wrong one
				is found out and named.
			</p>
			<p class="network-line">
				Network: <b>{view.network?.title ?? "Ethereum"}</b>
				<Button quiet onClick={onNetwork}>
					Another network
				</Button>
			</p>
			<FaultNote fault={choosing.fault} title="The network was not chosen." />
			{l1 === undefined ? null : isPlain ? (
				<SuggestedSet key={l1.chainId} chain={l1} onNext={onNext} />
			) : (
				<OwnSet onNext={onNext} />
			)}
		</>
	);
};
