// What L1 dates of a rollup, in the order of time: what was, now, and what its contracts have set a time for. And how long a
// state stood, drawn under the bars on the same scale.

import type { LivenessView } from "../../../src/protocol/exit-views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { awayWords, clockWords } from "../exit-words.ts";
import { bandRows, bandSays, momentWords } from "../liveness-words.ts";
import { ageWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow } from "../wallet.tsx";
import { Icon } from "./icon.tsx";

/** Times at which somebody should look. */
const grave: readonly string[] = ["deadline", "upgrade-announced", "frozen"];

const Point = ({
	moment: { name, atS, says },
}: {
	readonly moment: LivenessView["moments"][number];
}) => {
	const now = useNow();
	const isAhead = atS * 1000 > now;
	const tone = grave.includes(name) ? "grave" : "";
	return (
		<li class={`${isAhead ? "ahead" : "past"} ${tone}`}>
			<span class="when">
				<bdi>{clockWords(atS, now)}</bdi>
				<span class="mute">
					<bdi>{awayWords(atS, now)}</bdi>
				</span>
			</span>
			<b>{momentWords(name)}.</b> {wordsOf(says)}
		</li>
	);
};

/** A rail from the past through now to what is to come. */
export const Moments = ({ alive }: { readonly alive: LivenessView }) => {
	const now = useNow();
	const { moments, atOnce, readAsOfS } = alive;
	const past = moments.filter(({ atS }) => atS * 1000 <= now);
	const ahead = moments.filter(({ atS }) => atS * 1000 > now);
	const points = (some: LivenessView["moments"]) =>
		some.map((moment) => (
			<Point
				key={`${moment.name} ${moment.atS} ${moment.says.code}`}
				moment={moment}
			/>
		));
	return (
		<ol class="moments">
			{points(past)}
			<li class={atOnce === null ? "present" : "present grave"}>
				<span class="when">
					{say().exitParts.now}
					<span class="mute">
						{readAsOfS === null
							? say().exitParts.notReadYet
							: say().exitParts.proofs(ageWords(readAsOfS, now))}
					</span>
				</span>
				{atOnce !== null
					? wordsOf(atOnce)
					: ahead.length === 0
						? say().exitParts.ethereumSetsNoDateForAnything
						: say().exitParts.theTimesThatFollowAreSet}
			</li>
			{points(ahead)}
		</ol>
	);
};

/** Strips under the bars: paused, enforced, frozen, a queue that waits. */
export const Bands = ({
	alive,
	fromS,
	toS,
}: {
	readonly alive: LivenessView;
	readonly fromS: number;
	readonly toS: number;
}) => {
	const now = useNow();
	const rows = bandRows(alive.bands);
	const spanS = Math.max(1, toS - fromS);
	const x = (atS: number) =>
		(Math.min(spanS, Math.max(0, atS - fromS)) / spanS) * 100;
	if (rows.length === 0) return null;
	return (
		<ul class="bands">
			{rows.map(({ name, bands }) => (
				<li key={name} class={`band ${name}`}>
					<span class="band-name">
						<Icon name="stop" size={12} />
						{bandSays(name, bands, now)}
					</span>
					<svg
						viewBox="0 0 100 6"
						preserveAspectRatio="none"
						aria-hidden="true"
						focusable="false"
					>
						<line class="ground" x1="0" x2="100" y1="5.5" y2="5.5" />
						{bands.map((band) => (
							<rect
								key={`${band.fromS}`}
								x={x(band.fromS)}
								y="0"
								width={Math.max(1, x(band.toS) - x(band.fromS))}
								height="5"
							/>
						))}
					</svg>
				</li>
			))}
		</ul>
	);
};
