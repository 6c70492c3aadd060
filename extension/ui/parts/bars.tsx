// What came to L1 over time, drawn: a bar where something came, a dashed box where nothing did, a dotted line where this
// device did not look. The same is said in a sentence and, on a click, in a table.

import { useId, useState } from "preact/hooks";
import type { LivenessView } from "../../../src/protocol/exit-views.ts";
import { clockWords } from "../exit-words.ts";
import {
	type BarRun,
	type BarView,
	barsSays,
	finalBars,
	runsOf,
} from "../liveness-words.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow } from "../wallet.tsx";
import { Bands } from "./moments.tsx";

const wide = 600;
const high = 60;
/** A bar that stands for one thing is still seen. */
const least = 10;

const cameWords: {
	readonly [kind in BarRun["kind"]]: (run: BarRun) => string;
} = {
	came: ({ count }) => groupDigits(count ?? 0),
	none: () => say().exitParts.none,
	unseen: () => say().exitParts.notLookedAt,
};

const Drawing = ({
	bars,
	says,
}: {
	readonly bars: readonly BarView[];
	readonly says: string;
}) => {
	const runs = runsOf(bars);
	const fromS = bars[0]?.fromS ?? 0;
	const spanS = Math.max(1, (bars.at(-1)?.toS ?? 0) - fromS);
	const most = Math.max(1, ...bars.map(({ count }) => count ?? 0));
	const x = (atS: number) =>
		Math.round(
			(Math.min(spanS, Math.max(0, atS - fromS)) / spanS) * wide * 10,
		) / 10;
	return (
		<svg
			class="bars"
			viewBox={`0 0 ${wide} ${high}`}
			preserveAspectRatio="none"
			role="img"
			aria-label={says}
			focusable="false"
		>
			{runs.map((run) => {
				const [left, right] = [x(run.fromS), x(run.toS)];
				const key = `${run.fromS}-${run.toS}`;
				if (run.kind === "unseen")
					return (
						<line
							key={key}
							class="unseen-span"
							x1={left}
							x2={right}
							y1={high - 1.5}
							y2={high - 1.5}
						/>
					);
				if (run.kind === "none")
					return (
						<rect
							key={key}
							class="gap"
							x={left + 1}
							y={high - 38}
							width={Math.max(1, right - left - 2)}
							height={37}
						/>
					);
				const tall = least + ((high - least - 2) * (run.count ?? 0)) / most;
				return (
					<rect
						key={key}
						class="came"
						x={left + 0.8}
						y={Math.round((high - tall) * 10) / 10}
						width={Math.max(1.2, right - left - 1.6)}
						height={Math.round(tall * 10) / 10}
					/>
				);
			})}
			<line class="ground" x1="0" x2={wide} y1={high - 0.5} y2={high - 0.5} />
		</svg>
	);
};

/** The drawing with its ends named below. `brief`: without sentence and table, for the head of a map. */
export const Bars = ({
	alive,
	brief = false,
}: {
	readonly alive: LivenessView;
	readonly brief?: boolean;
}) => {
	const now = useNow();
	const id = useId();
	const [open, setOpen] = useState(false);
	const bars = finalBars(alive);
	const first = bars[0];
	const last = bars.at(-1);
	const says = barsSays(bars, now);
	if (first === undefined || last === undefined)
		return brief ? null : <p class="small">{says}</p>;
	return (
		<figure class="timeline">
			<Drawing
				bars={bars}
				says={say().exitParts.whatCameToL1For(alive.title, says)}
			/>
			<div class="ends" aria-hidden="true">
				<span>{clockWords(first.fromS, now)}</span>
				<span>{clockWords(last.toS, now)}</span>
			</div>
			{brief ? null : (
				<>
					<Bands alive={alive} fromS={first.fromS} toS={last.toS} />
					<figcaption>
						{says}{" "}
						<span class="mute">{say().exitParts.aFullBarBatchesCameA}</span>
					</figcaption>
					<div>
						<button
							type="button"
							class="button quiet"
							aria-expanded={open}
							aria-controls={id}
							onClick={() => setOpen(!open)}
						>
							{open
								? say().exitParts.hideTheNumbers
								: say().exitParts.showTheNumbers}
						</button>
					</div>
					<div id={id} hidden={!open}>
						<table class="numbers">
							<caption class="unseen">
								{say().exitParts.whatCameToL1ByTime}
							</caption>
							<thead>
								<tr>
									<th scope="col">{say().exitParts.from}</th>
									<th scope="col">{say().exitParts.to}</th>
									<th scope="col">{say().exitParts.came}</th>
								</tr>
							</thead>
							<tbody>
								{runsOf(bars).map((run) => (
									<tr key={`${run.fromS}-${run.toS}`}>
										<td>{clockWords(run.fromS, now)}</td>
										<td>{clockWords(run.toS, now)}</td>
										<td>{cameWords[run.kind](run)}</td>
									</tr>
								))}
							</tbody>
						</table>
					</div>
				</>
			)}
		</figure>
	);
};
