// Step 2: who is asked. A set that should work is ticked; one button asks the browser for exactly that set, tries each of it,
// and goes on. Nobody is asked before it is pressed.

import { useEffect } from "preact/hooks";
import type { ChainView } from "../../../src/protocol/views.ts";
import { Button, Say } from "../parts/basic.tsx";
import { Endpoints, missingEndpoints } from "../parts/endpoints.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { say } from "../say/say.ts";
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
import { LayerPicks, layersOf } from "./layer-picks.tsx";

/** Ethereum itself, until a person chooses another network. */
const usualNetwork = "mainnet";

const isTried = ({ trial }: SetRow): boolean =>
	trial !== null && trial !== "runs" && trial.verdict !== "bad";

const goWords = (set: EndpointSet): string => {
	const chosen = ticked(set.rows);
	const open = chosen.filter((row) => !isTried(row)).length;
	if (set.working.busy) {
		const left = set.rows.filter(({ trial }) => trial === "runs").length;
		return left === 0
			? say().endpoints.oneMoment
			: say().endpoints.askingOfThem(left);
	}
	if (chosen.length === 0) return say().endpoints.continue;
	if (open === 0) return say().endpoints.continueWithThese(chosen.length);
	return open === chosen.length
		? say().endpoints.askThese(chosen.length)
		: say().endpoints.askMoreAndContinue(open);
};

/** What stands beside the button: what is missing, or what comes. */
const goNote = (set: EndpointSet): string => {
	const missing = missingOf(set.rows, set.chainId);
	if (missing !== null) return missing;
	const failed = set.rows.filter(
		({ trial }) =>
			trial !== null && trial !== "runs" && trial.verdict === "bad",
	).length;
	const fewStart =
		startersOf(set.rows) < 3
			? say().endpoints.withFewerThanThreeForHeaders
			: "";
	if (failed > 0) return say().endpoints.leftOut(failed, fewStart);
	return say().endpoints.theBrowserAsksYouOnceFor(fewStart);
};

const SuggestedSet = ({
	chain,
	onNext,
}: {
	readonly chain: ChainView;
	readonly onNext: () => void;
}) => {
	const { view } = useShared();
	const layers = layersOf(view);
	const set = useEndpointSet(
		[
			{ chainId: chain.chainId, kind: "l1", isWanted: true },
			...layers.map(({ chainId }) => ({
				...{ chainId, kind: "rollup" as const, isWanted: false },
			})),
		],
		onNext,
	);
	const { working, listing, rows } = set;
	const chosen = ticked(rows).length;
	if (set.isUnlisted) return <OwnSet onNext={onNext} />;
	return (
		<>
			<FaultNote
				fault={listing.fault}
				title={say().endpoints.theListWasNotRead}
			/>
			<p class="small">{say().endpoints.suggestedFromPublicListsNobodyHas}</p>
			<OwnNode set={set} />
			{setRoles.map((role) => (
				<Group key={role} role={role} set={set} />
			))}
			<AddAnother set={set} />
			<LayerPicks layers={layers} set={set} />
			<FaultNote
				fault={working.fault}
				title={say().endpoints.theyWereNotAllAsked}
			/>
			<div class="buttons next go">
				<p class="mute" aria-live="polite">
					{goNote(set)}
				</p>
				{working.busy ? (
					<Button onClick={set.stop}>{say().endpoints.stop}</Button>
				) : null}
				<Button
					main
					busy={working.busy}
					disabled={chosen === 0 || missingOf(rows, set.chainId) !== null}
					onClick={set.go}
				>
					{goWords(set)}
				</Button>
				<Say>
					{working.busy ? say().endpoints.theEndpointsAreBeingAsked : ""}
				</Say>
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
			<p class="small">{say().endpoints.itIsBestToHaveSeveral}</p>
			<Endpoints />
			<div class="buttons next">
				<ul class="plain mute" aria-live="polite">
					{missing.map((sentence) => (
						<li key={sentence}>{sentence}</li>
					))}
				</ul>
				<Button main disabled={missing.length > 0} onClick={onNext}>
					{say().endpoints.continueWithThese(view.endpoints.length)}
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
	// what the release brings is suggested; the layer 2s of a file are not
	const isPlain =
		l1 !== undefined &&
		(view.chains.length === 1 || view.offered !== undefined);
	return (
		<>
			<p class="lead">{say().endpoints.endpointsOnlyDeliverThisDevice}</p>
			<p class="network-line">
				{say().endpoints.network} <b>{view.network?.title ?? "Ethereum"}</b>
				<Button quiet onClick={onNetwork}>
					{say().endpoints.anotherNetwork}
				</Button>
			</p>
			<FaultNote
				fault={choosing.fault}
				title={say().endpoints.theNetworkWasNotChosen}
			/>
			{l1 === undefined ? null : isPlain ? (
				<SuggestedSet key={l1.chainId} chain={l1} onNext={onNext} />
			) : (
				<OwnSet onNext={onNext} />
			)}
		</>
	);
};
