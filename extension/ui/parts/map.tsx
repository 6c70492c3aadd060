// An exit as a map: one line with its stages. What is done, what waits and until when, the person's click, what failed.
// Each stage opens to what could go wrong there and to what it is known by.

import { useId, useState } from "preact/hooks";
import { ageWords, groupInText } from "../../../src/base/units.ts";
import type { ExitView, StageView } from "../../../src/protocol/exit-views.ts";
import { sentencesOf, wordsOf } from "../../../src/words/catalogue.ts";
import {
	awayWords,
	currentStage,
	stageWords,
	untilWords,
} from "../exit-words.ts";
import { go } from "../route.ts";
import { useNow, useShared } from "../wallet.tsx";
import { l1Coin } from "../words.ts";
import { Exact } from "./amount.tsx";
import { Button } from "./basic.tsx";
import { Icon } from "./icon.tsx";

const saidState: { readonly [state in StageView["state"]]: string } = {
	done: "done",
	waiting: "waited for",
	yours: "your next click",
	later: "not yet",
	failed: "failed",
	skipped: "not needed",
};

/** When it was over, or how long it still is, in plain words with the time itself. */
const When = ({ stage }: { readonly stage: StageView }) => {
	const now = useNow();
	if (stage.state === "done") {
		const atS =
			stage.doneS ??
			(stage.seenMs === null ? null : Math.floor(stage.seenMs / 1000));
		return atS === null ? null : (
			<span class="stop-when">
				{stage.doneS === null ? "first seen " : ""}
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

const Stage = ({
	stage,
	place,
	count,
	here,
}: {
	readonly stage: StageView;
	readonly place: number;
	readonly count: number;
	readonly here: boolean;
}) => {
	const { view } = useShared();
	const now = useNow();
	const id = useId();
	const [open, setOpen] = useState(stage.state === "failed");
	const order = view.orders.find((one) => one.id === stage.order);
	const isOver = stage.state === "done" || stage.state === "skipped";
	const hasMore =
		stage.risk !== null ||
		stage.proof !== null ||
		stage.costWei !== null ||
		order !== undefined ||
		isOver;
	const opens =
		stage.state === "skipped"
			? "Why"
			: isOver || stage.state === "failed" || stage.risk === null
				? "The evidence"
				: "What could go wrong";
	return (
		<li
			class={here ? `stop ${stage.state} here` : `stop ${stage.state}`}
			aria-current={here ? "step" : undefined}
		>
			<p class="stop-head">
				<span class="unseen">
					Step {place} of {count}, {saidState[stage.state]}:{" "}
				</span>
				<b>{wordsOf(stage.title)}</b>
				<span class="stop-state">
					<bdi>{stageWords(stage, now)}</bdi>
				</span>
			</p>
			{stage.state === "done" ? null : <When stage={stage} />}
			{isOver ? null : (
				<p class="stop-words">{groupInText(sentencesOf(stage.words))}</p>
			)}
			{stage.state === "yours" ? (
				<p class="stop-words">
					{stage.costWei === null ? (
						"What it costs at most on L1 stands on the next screen, before you sign."
					) : (
						<>
							It costs at most{" "}
							<Exact value={BigInt(stage.costWei)} {...l1Coin(view)} /> on L1,
							and is simulated before you sign.
						</>
					)}
				</p>
			) : null}
			{hasMore ? (
				<>
					<div class="stop-line">
						{stage.state === "done" ? <When stage={stage} /> : null}
						<button
							type="button"
							class="button quiet stop-open"
							aria-expanded={open}
							aria-controls={id}
							aria-label={`${open ? "Less" : opens}: ${wordsOf(stage.title)}`}
							onClick={() => setOpen(!open)}
						>
							{open ? "Less" : opens}
						</button>
					</div>
					<div id={id} class="stop-more" hidden={!open}>
						{isOver ? <p>{groupInText(sentencesOf(stage.words))}</p> : null}
						{stage.risk === null || stage.state === "failed" ? null : (
							<p>
								<b>
									{isOver
										? "What could have gone wrong:"
										: "What could go wrong:"}
								</b>{" "}
								{wordsOf(stage.risk)}
							</p>
						)}
						<p>
							<b>Known by:</b>{" "}
							{stage.proof === null
								? "nothing is proved of this step yet."
								: groupInText(wordsOf(stage.proof))}
						</p>
						{stage.doneS === null || stage.seenMs === null ? null : (
							<p>
								Done by L1's clock, and first seen here{" "}
								{awayWords(Math.floor(stage.seenMs / 1000), now)}.
							</p>
						)}
						{stage.costWei === null || stage.state === "yours" ? null : (
							<p>
								<b>Cost on L1:</b> at most{" "}
								<Exact value={BigInt(stage.costWei)} {...l1Coin(view)} />
							</p>
						)}
						{order === undefined ? null : (
							<Button
								label={`The order of this step: ${wordsOf(stage.title)}`}
								onClick={() =>
									go(order.state === "waiting" ? "approve" : "order", order.id)
								}
							>
								The order of this step
							</Button>
						)}
					</div>
				</>
			) : null}
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
				aria-label={`The way out, in ${exit.stages.length} steps`}
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
					? "It was not looked at yet. What is shown is the plan."
					: `Looked at on Ethereum: ${ageWords(Math.floor(exit.lookedMs / 1000), now)}.`}
			</p>
		</>
	);
};
