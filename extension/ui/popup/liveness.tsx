// Is somebody still working for this rollup? Judged from L1's facts alone: the verdict in words, the timeline, what waits in
// the queue, what stands in the contracts, who can change them, and what cannot be seen from L1.

import { ageWords, groupDigits, groupInText } from "../../../src/base/units.ts";
import type { LivenessView } from "../../../src/protocol/exit-views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import {
	awayWords,
	clockWords,
	flagWords,
	leavable,
	livenessOf,
	toneOf,
	verdictTitle,
} from "../exit-words.ts";
import { Bars } from "../parts/bars.tsx";
import { Button, Facts, Section } from "../parts/basic.tsx";
import { Frame } from "../parts/frame.tsx";
import { Icon } from "../parts/icon.tsx";
import { Moments } from "../parts/moments.tsx";
import { go } from "../route.ts";
import { useNow, useShared } from "../wallet.tsx";

const At = ({ atS }: { readonly atS: number }) => {
	const now = useNow();
	return (
		<bdi>
			{clockWords(atS, now)}, {awayWords(atS, now)}
		</bdi>
	);
};

/** Under which block of L1 it was read, and how long ago that is. */
const Read = ({ alive: { readAsOfS } }: { readonly alive: LivenessView }) => {
	const now = useNow();
	return readAsOfS === null ? null : (
		<p class="small mute">
			Proved as Ethereum stood {awayWords(readAsOfS, now)}.
		</p>
	);
};

const Queue = ({ queue }: Pick<LivenessView, "queue">) => {
	const now = useNow();
	if (queue === null)
		return (
			<p>
				Whether forced transactions wait on L1 is not known for this rollup.
			</p>
		);
	if (queue.waiting === 0) return <p>No forced transaction waits on L1.</p>;
	const { headEnqueuedS, headDeadlineS } = queue;
	const late = headDeadlineS !== null && headDeadlineS * 1000 < now;
	return (
		<>
			<p class={late ? "warn-line" : ""}>
				{late ? <Icon name="stop" size={15} /> : null}
				<span>
					{queue.waiting === 1
						? "One forced transaction waits on L1"
						: `${groupDigits(queue.waiting)} forced transactions wait on L1`}
					{headDeadlineS === null
						? ". L1 names no deadline for it."
						: late
							? `, the oldest past its deadline since ${clockWords(headDeadlineS, now)}.`
							: `. The oldest has to be taken until ${clockWords(headDeadlineS, now)}, ${awayWords(headDeadlineS, now)}.`}
				</span>
			</p>
			{headEnqueuedS === null ? null : (
				<p class="small">
					The oldest was put there <At atS={headEnqueuedS} />.
				</p>
			)}
		</>
	);
};

const Verdict = ({ alive }: { readonly alive: LivenessView }) => {
	const tone = toneOf(alive);
	const [first = "", ...rest] = alive.words.map((one) => wordsOf(one));
	return (
		<div class={`card verdict ${tone}`}>
			{/* What grows with each minute stands outside: it would be read aloud each time. */}
			<div role={tone === "bad" ? "alert" : "status"}>
				<h2 class={`tone ${tone}`}>
					{tone === "bad" ? <Icon name="stop" size={18} /> : null}
					{verdictTitle[alive.verdict]}
				</h2>
				<p>{first}</p>
			</div>
			{alive.sinceS === null ? null : (
				<p>
					Since <At atS={alive.sinceS} />, by L1's clock.
				</p>
			)}
			{rest.length === 0 ? null : (
				<ul class="plain small">
					{rest.map((sentence) => (
						<li key={sentence}>{sentence}</li>
					))}
				</ul>
			)}
		</div>
	);
};

/** @param chain the chain's id, or the name of one without */
export const Liveness = ({ chain }: { readonly chain: string }) => {
	const { view } = useShared();
	const now = useNow();
	const alive = livenessOf(view, chain);
	const title =
		alive?.title ??
		leavable(view).find(({ key }) => key === chain)?.title ??
		`chain ${chain}`;
	const back = () => go("home");
	if (alive === undefined)
		return (
			<Frame title={`Is ${title} alive?`} onBack={back}>
				<div class="read">
					<p class="lead">
						Nothing of this rollup was looked at on L1 yet. That takes one final
						header and an endpoint that proves storage.
					</p>
				</div>
			</Frame>
		);
	return (
		<Frame
			title={`Is ${title} alive?`}
			under="from Ethereum's facts alone"
			onBack={back}
			aside={
				<div class="head-line">
					<small>
						{alive.asOfS === null
							? "nothing proved yet"
							: `facts ${ageWords(alive.asOfS, now)}`}
					</small>
				</div>
			}
			footer={
				<>
					<Button onClick={() => go("leave", chain)}>Ways to leave</Button>
					<Button main onClick={back}>
						Done
					</Button>
				</>
			}
		>
			<div class="read">
				<Verdict alive={alive} />
				<Section title="What came to L1">
					<Bars alive={alive} />
					<Facts
						facts={[
							{
								name: "Last batch",
								value:
									alive.lastBatchS === null ? (
										"not known"
									) : (
										<At atS={alive.lastBatchS} />
									),
							},
							{
								name: "Last root",
								value:
									alive.lastRootS === null ? (
										"not known"
									) : (
										<At atS={alive.lastRootS} />
									),
							},
							{
								name: "Proved as of",
								value:
									alive.asOfS === null ? (
										"nothing proved yet"
									) : (
										<At atS={alive.asOfS} />
									),
							},
						]}
					/>
				</Section>
				<Section title="In the order of time">
					<Moments alive={alive} />
				</Section>
				<Section title="Forced transactions">
					<Queue queue={alive.queue} />
				</Section>
				<Section title="What stands in the contracts">
					{alive.flags.length === 0 ? (
						<p>
							{alive.asOfS === null
								? "Not read yet."
								: "Nothing out of the ordinary is seen."}
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
				<Section title="Who can change it">
					{alive.upgrades.length === 0 ? (
						<p>Not known here yet.</p>
					) : (
						<ul class="plain">
							{alive.upgrades
								.map((one) => wordsOf(one))
								.map((sentence) => (
									<li key={sentence}>{sentence}</li>
								))}
						</ul>
					)}
					<Read alive={alive} />
				</Section>
				{alive.shown.length === 0 ? null : (
					<Section title="Numbers that Ethereum shows">
						<Facts
							facts={alive.shown.map(({ says, value }) => ({
								name: says,
								value:
									value === null
										? "not read: its contract runs other code"
										: groupInText(value),
							}))}
						/>
						<Read alive={alive} />
					</Section>
				)}
				<Section title="What cannot be seen from L1">
					<p>
						{alive.blind === null
							? "Nothing of what decides here. Whether its servers answer you is another matter: no server of the rollup was asked."
							: wordsOf(alive.blind)}
					</p>
				</Section>
			</div>
		</Frame>
	);
};
