// Is somebody still working for this rollup? Judged from L1's facts alone: the verdict in words, the timeline, what waits in
// the queue, what stands in the contracts, who can change them, and what cannot be seen from L1.

import { ageWords, groupDigits, groupInText } from "../../../src/base/units.ts";
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
			Proved as Ethereum stood {awayWords(readAsOfS, now)}.
		</p>
	);
};

const Queue = ({ queue }: Pick<LivenessView, "queue">) => {
	const now = useNow();
	if (queue === null)
		return (
			<p>
				Whether forced transactions are waiting on L1 is not known for this
				rollup.
			</p>
		);
	if (queue.waiting === 0)
		return <p>No forced transactions are waiting on L1.</p>;
	const { headEnqueuedS, headDeadlineS } = queue;
	const late = headDeadlineS !== null && headDeadlineS * 1000 < now;
	return (
		<>
			<p class={late ? "warn-line" : ""}>
				{late ? <Icon name="stop" size={15} /> : null}
				<span>
					{queue.waiting === 1
						? "One forced transaction is waiting on L1"
						: `${groupDigits(queue.waiting)} forced transactions are waiting on L1`}
					{headDeadlineS === null
						? ". L1 names no deadline for it."
						: late
							? `, the oldest past its deadline since ${clockWords(headDeadlineS, now)}.`
							: `. The oldest has to be taken by ${clockWords(headDeadlineS, now)}, ${awayWords(headDeadlineS, now)}.`}
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

const Verdict = ({ alive }: LivenessProps) => {
	const tone = toneOf(alive);
	const [first = "", ...rest] = alive.words.map((one) => wordsOf(one));
	return (
		<div class={`card verdict ${tone}`}>
			{/* What grows with each minute stands outside: it would be read aloud each time. */}
			<div role={tone === "bad" ? "alert" : "status"}>
				<h2 class={`tone ${tone}`}>
					{tone === "bad" ? <Icon name="stop" size={18} /> : null}
					{verdicts[alive.verdict].title}
				</h2>
				<p>{first}</p>
			</div>
			{alive.sinceS === null ? null : (
				<p>
					Since <At atS={alive.sinceS} />, by L1's clock.
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
	<Section title="What came to L1">
		<Bars alive={alive} />
		<Facts
			facts={[
				{
					name: "Last batch",
					value: <AtOr atS={alive.lastBatchS} none="not known" />,
				},
				{
					name: "Last root",
					value: <AtOr atS={alive.lastRootS} none="not known" />,
				},
				{
					name: "Proved as of",
					value: <AtOr atS={alive.asOfS} none="nothing proved yet" />,
				},
			]}
		/>
	</Section>
);

/** What its contracts say that is out of the ordinary. */
const Flags = ({ alive }: LivenessProps) => (
	<Section title="What the contracts say">
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
);

const WhoCanChange = ({ alive }: LivenessProps) => (
	<Section title="Who can change it">
		{alive.upgrades.length === 0 ? (
			<p>Not known here yet.</p>
		) : (
			<Sentences of={alive.upgrades.map((one) => wordsOf(one))} />
		)}
		<Read alive={alive} />
	</Section>
);

const Numbers = ({ alive }: LivenessProps) =>
	alive.shown.length === 0 ? null : (
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
	);

/** All that is known of it, from the verdict down to what cannot be known. */
const Findings = ({ alive }: LivenessProps) => (
	<>
		<Verdict alive={alive} />
		<WhatCame alive={alive} />
		<Section title="In the order of time">
			<Moments alive={alive} />
		</Section>
		<Section title="Forced transactions">
			<Queue queue={alive.queue} />
		</Section>
		<Flags alive={alive} />
		<WhoCanChange alive={alive} />
		<Numbers alive={alive} />
		<Section title="What cannot be seen from L1">
			<p>
				{alive.blind === null
					? "Nothing that counts for the verdict. Whether its servers answer you is another matter: none of them was asked."
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
					? "nothing proved yet"
					: `facts ${ageWords(asOfS, now)}`}
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
		`chain ${chain}`;
	const back = () => go("home");
	if (alive === undefined)
		return (
			<Frame title={`Is ${title} alive?`} onBack={back}>
				<div class="read">
					<p class="lead">
						This rollup has not been looked at on L1 yet. That takes one final
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
			aside={<FactsAge alive={alive} />}
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
				<Findings alive={alive} />
			</div>
		</Frame>
	);
};
