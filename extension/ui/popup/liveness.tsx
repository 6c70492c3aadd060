// Is somebody still working for this rollup? Judged from L1's facts alone: the verdict in words, the timeline, what waits in
// the queue, what stands in the contracts, who can change them, and what cannot be seen from L1.

import { groupInText } from "../../../src/base/units.ts";
import type { LivenessView } from "../../../src/protocol/exit-views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { awayWords, clockWords } from "../exit-words.ts";
import { leavable, livenessOf } from "../leavable.ts";
import { flagWords, toneOf, verdicts } from "../liveness-words.ts";
import { Bars } from "../parts/bars.tsx";
import { Button, Facts, Section, Sentences } from "../parts/basic.tsx";
import { Frame } from "../parts/frame.tsx";
import { Icon } from "../parts/icon.tsx";
import { Moments } from "../parts/moments.tsx";
import { go } from "../route.ts";
import { ageWords, groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow, useShared } from "../wallet.tsx";

type LivenessProps = { readonly alive: LivenessView };

const At = ({ atS }: { readonly atS: number }) => {
	const now = useNow();
	return (
		<bdi>
			{clockWords(atS, now)}, {awayWords(atS, now)}
		</bdi>
	);
};

/** Under which block of L1 it was read, and how long ago that is. */
const Read = ({ alive: { readAsOfS } }: LivenessProps) => {
	const now = useNow();
	return readAsOfS === null ? null : (
		<p class="small mute">
			{say().liveness.provedAsEthereumStood(awayWords(readAsOfS, now))}
		</p>
	);
};

const Queue = ({ queue }: Pick<LivenessView, "queue">) => {
	const now = useNow();
	if (queue === null)
		return <p>{say().liveness.whetherForcedTransactionsAre}</p>;
	if (queue.waiting === 0)
		return <p>{say().liveness.noForcedTransactionsAreWaitingOn}</p>;
	const { headEnqueuedS, headDeadlineS } = queue;
	const late = headDeadlineS !== null && headDeadlineS * 1000 < now;
	return (
		<>
			<p class={late ? "warn-line" : ""}>
				{late ? <Icon name="stop" size={15} /> : null}
				<span>
					{queue.waiting === 1
						? say().liveness.oneForcedTransactionIsWaitingOn
						: say().liveness.forcedTransactionsAreWaitingOnL1(
								groupDigits(queue.waiting),
							)}
					{headDeadlineS === null
						? say().liveness.l1NamesNoDeadlineForIt
						: late
							? say().liveness.theOldestPastItsDeadlineSince(
									clockWords(headDeadlineS, now),
								)
							: say().liveness.theOldestHasToBeTaken(
									clockWords(headDeadlineS, now),
									awayWords(headDeadlineS, now),
								)}
				</span>
			</p>
			{headEnqueuedS === null ? null : (
				<p class="small">
					{say().liveness.theOldestWasPutThere} <At atS={headEnqueuedS} />.
				</p>
			)}
		</>
	);
};

const Verdict = ({ alive }: LivenessProps) => {
	const tone = toneOf(alive);
	const [first = "", ...rest] = alive.words.map((one) => wordsOf(one));
	return (
		<div class={`card verdict ${tone}`}>
			{/* What grows with each minute stands outside: it would be read aloud each time. */}
			<div role={tone === "bad" ? "alert" : "status"}>
				<h2 class={`tone ${tone}`}>
					{tone === "bad" ? <Icon name="stop" size={18} /> : null}
					{verdicts()[alive.verdict].title}
				</h2>
				<p>{first}</p>
			</div>
			{alive.sinceS === null ? null : (
				<p>
					{say().liveness.since} <At atS={alive.sinceS} />
					{say().liveness.byL1sClock}
				</p>
			)}
			{rest.length === 0 ? null : <Sentences of={rest} small />}
		</div>
	);
};

/** A time, or that it is not known. */
const AtOr = ({
	atS,
	none,
}: {
	readonly atS: number | null;
	readonly none: string;
}) => (atS === null ? none : <At atS={atS} />);

const WhatCame = ({ alive }: LivenessProps) => (
	<Section title={say().liveness.whatCameToL1}>
		<Bars alive={alive} />
		<Facts
			facts={[
				{
					name: say().liveness.lastBatch2,
					value: <AtOr atS={alive.lastBatchS} none={say().liveness.notKnown} />,
				},
				{
					name: say().liveness.lastRoot,
					value: <AtOr atS={alive.lastRootS} none={say().liveness.notKnown} />,
				},
				{
					name: say().liveness.provedAsOf,
					value: (
						<AtOr atS={alive.asOfS} none={say().liveness.nothingProvedYet} />
					),
				},
			]}
		/>
	</Section>
);

/** What its contracts say that is out of the ordinary. */
const Flags = ({ alive }: LivenessProps) => (
	<Section title={say().liveness.whatTheContractsSay}>
		{alive.flags.length === 0 ? (
			<p>
				{alive.asOfS === null
					? say().liveness.notReadYet
					: say().liveness.nothingOutOfTheOrdinaryIs}
			</p>
		) : (
			<ul class="plain">
				{alive.flags.map(({ name, says, atS }) => (
					<li key={`${name} ${wordsOf(says)}`}>
						<b>{flagWords(name)}.</b> {wordsOf(says)}
						{atS === null ? null : (
							<>
								{" "}
								<span class="mute">
									<At atS={atS} />.
								</span>
							</>
						)}
					</li>
				))}
			</ul>
		)}
		<Read alive={alive} />
	</Section>
);

const WhoCanChange = ({ alive }: LivenessProps) => (
	<Section title={say().liveness.whoCanChangeIt}>
		{alive.upgrades.length === 0 ? (
			<p>{say().liveness.notKnownHereYet}</p>
		) : (
			<Sentences of={alive.upgrades.map((one) => wordsOf(one))} />
		)}
		<Read alive={alive} />
	</Section>
);

const Numbers = ({ alive }: LivenessProps) =>
	alive.shown.length === 0 ? null : (
		<Section title={say().liveness.numbersThatEthereumShows}>
			<Facts
				facts={alive.shown.map(({ says, value }) => ({
					name: says,
					value:
						value === null
							? say().liveness.notReadItsContractRunsOther
							: groupInText(value),
				}))}
			/>
			<Read alive={alive} />
		</Section>
	);

/** All that is known of it, from the verdict down to what cannot be known. */
const Findings = ({ alive }: LivenessProps) => (
	<>
		<Verdict alive={alive} />
		<WhatCame alive={alive} />
		<Section title={say().liveness.inTheOrderOfTime}>
			<Moments alive={alive} />
		</Section>
		<Section title={say().liveness.forcedTransactions}>
			<Queue queue={alive.queue} />
		</Section>
		<Flags alive={alive} />
		<WhoCanChange alive={alive} />
		<Numbers alive={alive} />
		<Section title={say().liveness.whatCannotBeSeenFromL1}>
			<p>
				{alive.blind === null
					? say().liveness.nothingThatCountsForTheVerdict
					: wordsOf(alive.blind)}
			</p>
		</Section>
	</>
);

/** How old the facts below are. */
const FactsAge = ({ alive: { asOfS } }: LivenessProps) => {
	const now = useNow();
	return (
		<div class="head-line">
			<small>
				{asOfS === null
					? say().liveness.nothingProvedYet
					: say().liveness.facts(ageWords(asOfS, now))}
			</small>
		</div>
	);
};

/** @param chain the chain's id, or the name of one without */
export const Liveness = ({ chain }: { readonly chain: string }) => {
	const { view } = useShared();
	const alive = livenessOf(view, chain);
	const title =
		alive?.title ??
		leavable(view).find(({ key }) => key === chain)?.title ??
		say().liveness.chain(chain);
	const back = () => go("home");
	if (alive === undefined)
		return (
			<Frame title={say().liveness.isAlive(title)} onBack={back}>
				<div class="read">
					<p class="lead">{say().liveness.thisRollupHasNotBeenLooked}</p>
				</div>
			</Frame>
		);
	return (
		<Frame
			title={say().liveness.isAlive(title)}
			under={say().liveness.fromEthereumsFactsAlone}
			onBack={back}
			aside={<FactsAge alive={alive} />}
			footer={
				<>
					<Button onClick={() => go("leave", chain)}>
						{say().liveness.waysToLeave}
					</Button>
					<Button main onClick={back}>
						{say().liveness.done}
					</Button>
				</>
			}
		>
			<div class="read">
				<Findings alive={alive} />
			</div>
		</Frame>
	);
};
