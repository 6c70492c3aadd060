// How long an exit took and still takes, and what it cost.

import {
	stepTimes,
	timesNote,
	tookWords,
} from "../../../src/protocol/exit-times.ts";
import type { ExitView } from "../../../src/protocol/exit-views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { awayWords, clockWords, leftWords } from "../exit-words.ts";
import { Exact } from "../parts/amount.tsx";
import { Section } from "../parts/basic.tsx";
import { durationWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow, useShared } from "../wallet.tsx";
import { l1Coin } from "../words.ts";

export const Started = ({ exit }: { readonly exit: ExitView }) => {
	const now = useNow();
	return (
		<div class="head-line">
			<small>
				{say().exits.started(awayWords(Math.floor(exit.startedMs / 1000), now))}
			</small>
			<small>{leftWords(exit, now)}</small>
		</div>
	);
};

/** When it is over, for as long as it goes on. */
export const EndsAt = ({ exit }: { readonly exit: ExitView }) => {
	const now = useNow();
	return exit.endsS === null || exit.outcome !== "under-way" ? null : (
		<p class="small ends-at">
			{exit.endsS * 1000 > now ? (
				<>
					{say().exits.itEndsAtAbout} <bdi>{clockWords(exit.endsS, now)}</bdi>
					{say().exits.ifEveryoneDoesTheirPartOn}
				</>
			) : (
				say().exits.theKnownWaitingTimesAreOver
			)}
		</p>
	);
};

/** What each step took, once the journey is over or while it goes on. */
export const StepTimes = ({ exit }: { readonly exit: ExitView }) => {
	const { steps, totalS } = stepTimes(exit);
	if (steps.length === 0) return null;
	return (
		<Section
			title={
				exit.drill
					? say().exits.whatTheRehearsalTook
					: say().exits.howLongEachStepTook
			}
		>
			<table class="numbers">
				<caption class="unseen">{say().exits.howLongEachStepTook}</caption>
				<thead>
					<tr>
						<th scope="col">{say().exits.step}</th>
						<th scope="col">{say().exits.took}</th>
					</tr>
				</thead>
				<tbody>
					{steps.map((step) => (
						<tr key={step.id}>
							<th scope="row">{wordsOf(step.title)}</th>
							<td>{tookWords(step, say().numbers.steps)}</td>
						</tr>
					))}
				</tbody>
				<tfoot>
					<tr>
						<th scope="row">{say().exits.fromTheStart}</th>
						<td>{durationWords(totalS)}</td>
					</tr>
				</tfoot>
			</table>
			<p class="small">{timesNote(steps, say().numbers.steps)}</p>
		</Section>
	);
};

/** What the steps' orders cost at most, together; null when none was made. */
const mostCost = (exit: ExitView): bigint | null => {
	const costs = exit.stages.flatMap(({ costWei }) =>
		costWei === null ? [] : [BigInt(costWei)],
	);
	return costs.length === 0 ? null : costs.reduce((sum, one) => sum + one, 0n);
};

export const CostSoFar = ({ exit }: { readonly exit: ExitView }) => {
	const { view } = useShared();
	const cost = mostCost(exit);
	return cost === null ? null : (
		<p class="small">
			{say().exits.togetherTheOrdersSoFarCost}{" "}
			<Exact value={cost} {...l1Coin(view)} /> {say().exits.onEthereum}
		</p>
	);
};
