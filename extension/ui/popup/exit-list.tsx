// Leaving: the journeys there are, the rollups one can leave, and files from elsewhere.

import type { ExitView } from "../../../src/protocol/exit-views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { journeyWords, leavesWords } from "../exit-words.ts";
import { keptOf, type Leavable, leavable, livenessOf } from "../leavable.ts";
import { Section } from "../parts/basic.tsx";
import { ImportExit } from "../parts/exit-file.tsx";
import { Frame } from "../parts/frame.tsx";
import { RowLink } from "../parts/row.tsx";
import { KeptAge, Verdict } from "../parts/verdict.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useNow, useShared } from "../wallet.tsx";

/** One journey in a list: its title, where it stands, and whether the person is asked. */
export const JourneyRow = ({
	exit,
	brief = false,
}: {
	readonly exit: ExitView;
	/** Without what leaves and by which way. */
	readonly brief?: boolean;
}) => {
	const words = journeyWords(exit, useNow());
	const asks = exit.outcome === "under-way" && exit.click !== null;
	return (
		<li class={asks ? "row asking" : "row"}>
			<RowLink
				label={say().exits.leaving2(
					exit.chainTitle,
					exit.drill ? say().exits.aRehearsal : "",
					words,
				)}
				name={
					<>
						{say().exits.leavingRow} <bdi>{exit.chainTitle}</bdi>
						{exit.drill ? say().exits.rehearsal : ""}
					</>
				}
				review={asks ? say().exits.goOn : undefined}
				onGo={() => go("exit", exit.id)}
			>
				<span class="row-says">
					<bdi dir="ltr">{words}</bdi>
				</span>
				{brief ? null : (
					<span class="row-says">
						<bdi dir="ltr">{leavesWords(exit)}</bdi>
						{say().exits.by} <bdi>{wordsOf(exit.title)}</bdi>
					</span>
				)}
			</RowLink>
		</li>
	);
};

/** A rollup, how alive it is, and how old what is kept for leaving it is. */
const LeavableRow = ({
	chain: { key, chainId, title },
}: {
	readonly chain: Leavable;
}) => {
	const { view } = useShared();
	const alive = livenessOf(view, key);
	return (
		<li class="row">
			<RowLink
				label={say().exits.leaveTheWaysThereAre(title)}
				name={<bdi>{title}</bdi>}
				onGo={() => go("leave", key)}
			>
				{alive === undefined ? (
					<span class="row-says">{say().exits.notLookedAtOnL1Yet}</span>
				) : (
					<Verdict alive={alive} />
				)}
				{chainId === null ? null : (
					<span class="row-says">
						<KeptAge kept={keptOf(view, chainId)} />
					</span>
				)}
			</RowLink>
		</li>
	);
};

export const Leave = () => {
	const { view } = useShared();
	const chains = leavable(view);
	const { journeys } = view.exits;
	return (
		<Frame
			title={say().exits.leaveAnL2}
			under={say().exits.byEthereumsOwnRules}
			onBack={() => go("home")}
		>
			<div class="read">
				<p class="lead">{say().exits.yourMoneyOnARollupCan}</p>
				{journeys.length === 0 ? null : (
					<Section title={say().exits.underWayAndDone}>
						<ul class="rows">
							{journeys.map((exit) => (
								<JourneyRow key={exit.id} exit={exit} />
							))}
						</ul>
					</Section>
				)}
				<Section title={say().exits.whichOneDoYouWantTo}>
					{chains.length === 0 ? (
						<p>{say().exits.noRollupOfThisNetworkIs}</p>
					) : (
						<ul class="rows">
							{chains.map((chain) => (
								<LeavableRow key={chain.key} chain={chain} />
							))}
						</ul>
					)}
				</Section>
				<ImportExit />
			</div>
		</Frame>
	);
};
