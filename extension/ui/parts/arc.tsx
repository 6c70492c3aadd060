// Sync progress as the limb of a sextant: a graduated arc, a tick for each step, the index arm where we are.

import type { SyncView } from "../../../src/protocol/views.ts";
import { durationWords, groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow } from "../wallet.tsx";
import { phaseWords, syncLeftS } from "../words.ts";

const ticks = 48;
const reach = 58;

const place = (share: number, radius: number): readonly [number, number] => {
	const angle = ((90 + reach - 2 * reach * share) * Math.PI) / 180;
	return [
		Math.round((150 + radius * Math.cos(angle)) * 10) / 10,
		Math.round((166 - radius * Math.sin(angle)) * 10) / 10,
	];
};

export const Arc = ({ share }: { readonly share: number }) => {
	const [armX, armY] = place(share, 148);
	const [fromX, fromY] = place(0, 128);
	const [toX, toY] = place(1, 128);
	return (
		<svg class="arc" viewBox="0 0 300 110" aria-hidden="true" focusable="false">
			<path d={`M${fromX} ${fromY}A128 128 0 0 1 ${toX} ${toY}`} class="limb" />
			{Array.from({ length: ticks + 1 }, (_, i) => {
				const [x1, y1] = place(i / ticks, 131);
				const [x2, y2] = place(i / ticks, i % 8 === 0 ? 144 : 138);
				return (
					<line
						// The place of a tick is its identity.
						key={`${x2}-${y2}`}
						x1={x1}
						y1={y1}
						x2={x2}
						y2={y2}
						class={i / ticks <= share && share > 0 ? "tick done" : "tick"}
					/>
				);
			})}
			<line x1="150" y1="166" x2={armX} y2={armY} class="arm" />
			<circle cx={armX} cy={armY} r="3.4" class="index" />
		</svg>
	);
};

/** What is being done, how far, how long still, and what can be done meanwhile. */
export const SyncProgress = ({ sync }: { readonly sync: SyncView }) => {
	const left = syncLeftS(sync, useNow());
	const arrived = sync.phase === "following";
	const share = arrived
		? 1
		: sync.of > 0
			? Math.min(1, sync.done / sync.of)
			: 0;
	return (
		<div class="sync">
			<Arc share={share} />
			<div
				class="sync-words"
				role="progressbar"
				aria-label={say().parts.sync}
				aria-valuemin={0}
				aria-valuemax={Math.max(1, sync.of)}
				aria-valuenow={Math.round(share * Math.max(1, sync.of))}
				aria-valuetext={
					arrived
						? phaseWords()[sync.phase]
						: say().parts.ofCommitteePeriods(
								phaseWords()[sync.phase],
								sync.done,
								sync.of,
							)
				}
			>
				<b>{phaseWords()[sync.phase]}</b>
				<span>
					{arrived
						? say().parts.eachNewHeaderIsCheckedAs
						: sync.of > 0
							? say().parts.ofCommitteePeriods2(
									groupDigits(sync.done),
									groupDigits(sync.of),
								)
							: say().parts.askingTheEndpoints}
					{left === null ? "" : say().parts.aboutToGo(durationWords(left))}
				</span>
			</div>
		</div>
	);
};
