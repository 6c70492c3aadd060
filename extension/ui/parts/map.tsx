// An exit as a map: one line with its stages. What is done, what waits and until when, the person's click, what failed.
// Each stage opens to what could go wrong there and to what it is known by.

import { useId, useState } from "preact/hooks";
import { groupInText } from "../../../src/base/units.ts";
import type { ExitView, StageView } from "../../../src/protocol/exit-views.ts";
import { sentencesOf, wordsOf } from "../../../src/words/catalogue.ts";
import {
	awayWords,
	currentStage,
	stageWords,
	untilWords,
} from "../exit-words.ts";
import { go } from "../route.ts";
import { ageWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow, useShared } from "../wallet.tsx";
import { l1Coin } from "../words.ts";
import { Exact } from "./amount.tsx";
import { Button } from "./basic.tsx";
import { Icon } from "./icon.tsx";

const saidState = (): { readonly [state in StageView["state"]]: string } => ({
	done: say().exitParts.done,
	waiting: say().exitParts.waitedFor,
	yours: say().exitParts.yourNextClick,
	later: say().exitParts.notYet,
	failed: say().exitParts.failed,
	skipped: say().exitParts.notNeeded,
});

/** When it was over, or how long it still is, in plain words with the time itself. */
const When = ({ stage }: { readonly stage: StageView }) => {
	const now = useNow();
	if (stage.state === "done") {
		const atS =
			stage.doneS ??
			(stage.seenMs === null ? null : Math.floor(stage.seenMs / 1000));
		return atS === null ? null : (
			<span class="stop-when">
				{stage.doneS === null ? say().exitParts.firstSeen : ""}
				<bdi>{awayWords(atS, now)}</bdi>
			</span>
		);
	}
	const until = untilWords(stage, now);
	// What comes later has its time beside the title.
	if (until === null || stage.untilS === null || stage.state === "later")
		return null;
	return (
		<p class="stop-when">
			<Icon name="wait" size={14} />
			<span>
				<bdi>{until}</bdi>, <bdi>{awayWords(stage.untilS, now)}</bdi>
			</span>
		</p>
	);
};

type StageProps = { readonly stage: StageView };

/** Nothing more happens at it. */
const isOver = ({ state }: StageView): boolean =>
	state === "done" || state === "skipped";

/** What the button says that opens what stands behind a stage. */
const opensWords = (stage: StageView): string =>
	stage.state === "skipped"
		? say().exitParts.why
		: isOver(stage) || stage.state === "failed" || stage.risk === null
			? say().exitParts.theEvidence
			: say().exitParts.whatCouldGoWrong;

/** The order made for a stage, if there is one. */
const useOrderOf = ({ order }: StageView) =>
	useShared().view.orders.find(({ id }) => id === order);

const MostCost = ({ wei }: { readonly wei: string }) => {
	const { view } = useShared();
	return <Exact value={BigInt(wei)} {...l1Coin(view)} />;
};

/** What the person's own step costs, before it is made and after. */
const YoursCosts = ({ stage: { costWei } }: StageProps) => (
	<p class="stop-words">
		{costWei === null ? (
			say().exitParts.theNextScreenShowsWhatIt
		) : (
			<>
				{say().exitParts.itCostsAtMost} <MostCost wei={costWei} />{" "}
				{say().exitParts.onL1AndIsSimulatedBefore}
			</>
		)}
	</p>
);

const OrderButton = ({ stage }: StageProps) => {
	const order = useOrderOf(stage);
	return order === undefined ? null : (
		<Button
			label={say().exitParts.theOrderOfThisStep(wordsOf(stage.title))}
			onClick={() =>
				go(order.state === "waiting" ? "approve" : "order", order.id)
			}
		>
			{say().exitParts.theOrderOfThisStep2}
		</Button>
	);
};

/** What could go wrong there, what it is known by, and its order. */
const Behind = ({ stage }: StageProps) => {
	const now = useNow();
	const { state, risk, proof, doneS, seenMs, costWei } = stage;
	return (
		<>
			{isOver(stage) ? <p>{groupInText(sentencesOf(stage.words))}</p> : null}
			{risk === null || state === "failed" ? null : (
				<p>
					<b>
						{isOver(stage)
							? say().exitParts.whatCouldHaveGoneWrong
							: say().exitParts.whatCouldGoWrong2}
					</b>{" "}
					{wordsOf(risk)}
				</p>
			)}
			<p>
				<b>{say().exitParts.knownBy}</b>{" "}
				{proof === null
					? say().exitParts.nothingAboutThisStepIsProved
					: groupInText(wordsOf(proof))}
			</p>
			{doneS === null || seenMs === null ? null : (
				<p>
					{say().exitParts.theTimeIsByL1sClock(
						awayWords(Math.floor(seenMs / 1000), now),
					)}
				</p>
			)}
			{costWei === null || state === "yours" ? null : (
				<p>
					<b>{say().exitParts.costOnL1}</b> {say().exitParts.atMost}{" "}
					<MostCost wei={costWei} />
				</p>
			)}
			<OrderButton stage={stage} />
		</>
	);
};

/** The button that opens what stands behind a stage, and that. */
const More = ({ stage }: StageProps) => {
	const id = useId();
	const [open, setOpen] = useState(stage.state === "failed");
	const words = open ? say().exitParts.less : opensWords(stage);
	return (
		<>
			<div class="stop-line">
				{stage.state === "done" ? <When stage={stage} /> : null}
				<button
					type="button"
					class="button quiet stop-open"
					aria-expanded={open}
					aria-controls={id}
					aria-label={`${words}: ${wordsOf(stage.title)}`}
					onClick={() => setOpen(!open)}
				>
					{words}
				</button>
			</div>
			<div id={id} class="stop-more" hidden={!open}>
				<Behind stage={stage} />
			</div>
		</>
	);
};

const Stage = ({
	stage,
	place,
	count,
	here,
}: StageProps & {
	readonly place: number;
	readonly count: number;
	readonly here: boolean;
}) => {
	const now = useNow();
	const order = useOrderOf(stage);
	const hasMore =
		stage.risk !== null ||
		stage.proof !== null ||
		stage.costWei !== null ||
		order !== undefined ||
		isOver(stage);
	return (
		<li
			class={here ? `stop ${stage.state} here` : `stop ${stage.state}`}
			aria-current={here ? "step" : undefined}
		>
			<p class="stop-head">
				<span class="unseen">
					{say().exitParts.stepOf(place, count, saidState()[stage.state])}{" "}
				</span>
				<b>{wordsOf(stage.title)}</b>
				<span class="stop-state">
					<bdi>{stageWords(stage, now)}</bdi>
				</span>
			</p>
			{stage.state === "done" ? null : <When stage={stage} />}
			{isOver(stage) ? null : (
				<p class="stop-words">{groupInText(sentencesOf(stage.words))}</p>
			)}
			{stage.state === "yours" ? <YoursCosts stage={stage} /> : null}
			{hasMore ? <More stage={stage} /> : null}
		</li>
	);
};

export const ExitMap = ({ exit }: { readonly exit: ExitView }) => {
	const now = useNow();
	const here = exit.outcome === "under-way" ? currentStage(exit) : undefined;
	return (
		<>
			<ol
				class="map"
				aria-label={say().exitParts.theWayOutInSteps(exit.stages.length)}
			>
				{exit.stages.map((stage, i) => (
					<Stage
						// What fails or falls back is drawn anew, open or closed as it begins.
						key={`${stage.id} ${stage.state}`}
						stage={stage}
						place={i + 1}
						count={exit.stages.length}
						here={stage === here}
					/>
				))}
			</ol>
			<p class="small">
				{exit.lookedMs === null
					? say().exitParts.itHasNotBeenLookedAt
					: say().exitParts.lookedAtOnEthereum(
							ageWords(Math.floor(exit.lookedMs / 1000), now),
						)}
			</p>
		</>
	);
};
