// One way out as a map: where it stands, what is next and what it costs, what was seen of the rollup, the file that lets one
// finish elsewhere, and what could still be wrong. When it is over: what arrived, and how long each step took.

import { useState } from "preact/hooks";
import { ageWords, durationWords, shortHex } from "../../../src/base/units.ts";
import {
	stepTimes,
	timesNote,
	tookWords,
} from "../../../src/protocol/exit-times.ts";
import type {
	ExitView,
	LivenessView,
} from "../../../src/protocol/exit-views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { checksummed } from "../address.ts";
import {
	awayWords,
	clockWords,
	exitDoubts,
	leavesWords,
	livenessOf,
	meanwhileWords,
	standsWords,
} from "../exit-words.ts";
import { saveFile } from "../host.ts";
import { Exact } from "../parts/amount.tsx";
import { Bars } from "../parts/bars.tsx";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Icon } from "../parts/icon.tsx";
import { Lapsed } from "../parts/lapsed.tsx";
import { ExitMap } from "../parts/map.tsx";
import { Verdict } from "../parts/verdict.tsx";
import { go } from "../route.ts";
import { useNow, useShared, useWork } from "../wallet.tsx";
import { l1Coin } from "../words.ts";
import { goesFirst } from "./first.tsx";

const Started = ({ exit }: { readonly exit: ExitView }) => {
	const now = useNow();
	const leftS =
		exit.endsS === null ? null : exit.endsS - Math.floor(now / 1000);
	return (
		<div class="head-line">
			<small>started {awayWords(Math.floor(exit.startedMs / 1000), now)}</small>
			<small>
				{exit.outcome !== "under-way"
					? exit.outcome === "done"
						? "done"
						: "ended"
					: leftS === null
						? exit.click === null
							? "no end known yet"
							: "it waits for you"
						: leftS <= 0
							? "the end is due"
							: `about ${durationWords(leftS)} to go`}
			</small>
		</div>
	);
};

/** How the rollup does, drawn small: a way to the whole timeline. */
const Around = ({ alive }: { readonly alive: LivenessView | undefined }) =>
	alive === undefined ? null : (
		<div class="around">
			<Bars alive={alive} brief />
			<button
				type="button"
				class="live-link"
				aria-label={`${alive.title}: how alive it is, by Ethereum's facts`}
				onClick={() => go("alive", String(alive.chainId))}
			>
				<Verdict alive={alive} />
				<Icon name="on" size={14} />
			</button>
		</div>
	);

/** What each step took, once the journey is over or while it goes on. */
const StepTimes = ({ exit }: { readonly exit: ExitView }) => {
	const { steps, totalS } = stepTimes(exit);
	if (steps.length === 0) return null;
	return (
		<Section
			title={exit.drill ? "What the rehearsal took" : "How long each step took"}
		>
			<table class="numbers">
				<caption class="unseen">How long each step took</caption>
				<thead>
					<tr>
						<th scope="col">Step</th>
						<th scope="col">Took</th>
					</tr>
				</thead>
				<tbody>
					{steps.map((step) => (
						<tr key={step.id}>
							<th scope="row">{wordsOf(step.title)}</th>
							<td>{tookWords(step)}</td>
						</tr>
					))}
				</tbody>
				<tfoot>
					<tr>
						<th scope="row">From the start</th>
						<td>{durationWords(totalS)}</td>
					</tr>
				</tfoot>
			</table>
			<p class="small">{timesNote(steps)}</p>
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

const KeepFile = ({
	exit,
	busy,
	onSave,
}: {
	readonly exit: ExitView;
	readonly busy: boolean;
	readonly onSave: () => void;
}) => (
	<div class={exit.saved ? "note keep" : "note wait keep"}>
		<div class="note-head">
			<Icon name={exit.saved ? "done" : "wait"} size={18} />
			<b>Keep this file.</b>
		</div>
		<p>
			With it you can finish on any computer that has your key, even if every
			server of <bdi>{exit.chainTitle}</bdi> is gone. It holds no key.
		</p>
		<p>
			{exit.saved
				? "You saved it as it stands now."
				: "It is not saved as it stands now. Save it after each step."}
		</p>
		<div class="note-do">
			<Button
				busy={busy}
				label={`Save exit file of leaving ${exit.chainTitle}`}
				onClick={onSave}
			>
				Save exit file
			</Button>
		</div>
	</div>
);

const Forget = ({
	exit,
	busy,
	onForget,
}: {
	readonly exit: ExitView;
	readonly busy: boolean;
	readonly onForget: () => void;
}) => {
	const [asked, setAsked] = useState(false);
	return (
		<Section title="Take it off the list">
			{asked ? (
				<>
					<p>
						{exit.outcome === "done"
							? "The record of it on this device goes. What arrived stays yours."
							: "This device forgets it. What was sent to Ethereum stays what it is, and only the file brings the journey back."}
					</p>
					<div class="buttons">
						<Button onClick={() => setAsked(false)}>Keep it</Button>
						<Button busy={busy} onClick={onForget}>
							Forget this exit
						</Button>
					</div>
				</>
			) : (
				<Button onClick={() => setAsked(true)}>
					{exit.outcome === "done" ? "Forget it" : "Forget it on this device"}
				</Button>
			)}
		</Section>
	);
};

export const Exit = ({ id }: { readonly id: string }) => {
	const { wallet, view, refresh } = useShared();
	const now = useNow();
	const stepping = useWork();
	const saving = useWork();
	const forgetting = useWork();
	const exit = view.exits.journeys.find((one) => one.id === id);
	const back = () => go("home");
	if (exit === undefined)
		return (
			<Frame title="No such exit" onBack={() => go("leave")}>
				<p class="lead">
					This device knows no exit by that name. If you have its file, open it
					from the list of exits.
				</p>
			</Frame>
		);
	const { click } = exit;
	const alive = livenessOf(view, exit.chainId);
	/** The step that waits, or another order of the account, which goes first. */
	const own = view.orders.find(
		(order) =>
			order.state === "waiting" &&
			exit.stages.some((stage) => stage.order === order.id),
	);
	const waiting = own ?? goesFirst(view, exit.account, view.network?.chainId);
	const isOwn = own !== undefined;
	const save = () =>
		void saving.run(async () => {
			const { file } = await wallet.engine("exit.export", { id });
			saveFile(`sextant-exit-${exit.chainId}-${id.slice(0, 8)}.json`, file);
			await refresh();
		});
	const cost = mostCost(exit);
	const meanwhile = meanwhileWords(exit);
	return (
		<Frame
			title={`Leaving ${exit.chainTitle}`}
			under={
				<bdi dir="ltr">
					{leavesWords(exit)}
					{exit.account === view.account ? null : (
						<>
							{" "}
							of <code>{shortHex(checksummed(exit.account))}</code>
						</>
					)}
				</bdi>
			}
			aside={<Started exit={exit} />}
			onBack={back}
			footer={
				click === null ? (
					<>
						<Button busy={saving.busy} onClick={save}>
							{exit.outcome === "done" ? "Save the record" : "Save exit file"}
						</Button>
						<Button main onClick={back}>
							Done
						</Button>
					</>
				) : (
					<>
						<Button onClick={back}>Later</Button>
						{waiting === undefined ? (
							<Button
								main
								busy={stepping.busy}
								disabled={view.stopped !== null}
								onClick={() =>
									void stepping.run(async () => {
										const order = await wallet.engine("exit.step", {
											id,
											stage: click.stage,
										});
										await refresh();
										go("approve", order.id);
									})
								}
							>
								{stepping.busy
									? "Proving and simulating it"
									: wordsOf(click.label)}
							</Button>
						) : (
							<Button main onClick={() => go("approve", waiting.id)}>
								{isOwn ? "Review this step" : "Review the order first"}
							</Button>
						)}
					</>
				)
			}
		>
			<div class="read">
				<p class="way-name">
					<bdi>{wordsOf(exit.title)}</bdi>
				</p>
				{exit.drill ? (
					<p class="rehearsal">
						<b>A rehearsal</b> with a small sum of a test network. Each step is
						done in earnest.
					</p>
				) : null}
				<p
					class={exit.outcome === "done" ? "lead stands ok" : "lead stands"}
					role="status"
				>
					<bdi dir="ltr">{standsWords(exit, now)}</bdi>
				</p>
				{exit.endsS === null || exit.outcome !== "under-way" ? null : (
					<p class="small ends-at">
						{exit.endsS * 1000 > now ? (
							<>
								Over about <bdi>{clockWords(exit.endsS, now)}</bdi>, if nobody
								is late with their part.
							</>
						) : (
							"The waiting times that are known are over: the end comes with the steps that are left."
						)}
					</p>
				)}
				{click !== null && waiting !== undefined && !isOwn ? (
					<p class="warn-line">
						<Icon name="wait" size={15} />
						Another order of this account waits for your decision. Decide on it
						first.
					</p>
				) : null}
				{view.stopped === null || click === null ? null : (
					<FaultNote fault={view.stopped} title="Nothing is signed now." />
				)}
				{click?.instead === undefined ? null : (
					<Lapsed fault={click.instead} isMade={isOwn} />
				)}
				{stepping.fault === null ? null : (
					<FaultNote
						fault={stepping.fault}
						title="The step could not be made ready. Nothing was signed."
					/>
				)}
				{exit.fault === null ? null : (
					<>
						<FaultNote
							fault={exit.fault}
							title={
								exit.lookedMs === null
									? "It could not be looked at yet."
									: "It could not be looked at now."
							}
						/>
						{exit.lookedMs === null ? null : (
							<p class="warn-line shown-age">
								<Icon name="wait" size={15} />
								What is shown is{" "}
								{ageWords(Math.floor(exit.lookedMs / 1000), now)}.
							</p>
						)}
					</>
				)}
				{exit.outcome === "done" ? <StepTimes exit={exit} /> : null}
				{exit.outcome === "under-way" ? <Around alive={alive} /> : null}
				<ExitMap exit={exit} />
				{cost === null ? null : (
					<p class="small">
						Orders so far cost at most <Exact value={cost} {...l1Coin(view)} />{" "}
						on Ethereum, together.
					</p>
				)}
				{exit.outcome === "done" ? null : (
					<KeepFile exit={exit} busy={saving.busy} onSave={save} />
				)}
				{saving.fault === null ? null : (
					<FaultNote fault={saving.fault} title="The file was not saved." />
				)}
				{meanwhile.length === 0 ? null : (
					<Section title="Meanwhile">
						{meanwhile.map((sentence) => (
							<p key={sentence}>{sentence}</p>
						))}
					</Section>
				)}
				<Section title="Could this still be wrong?">
					<ul class="plain">
						{exitDoubts(
							exit,
							alive,
							(view.sync.final ?? view.sync.optimistic)?.of ?? null,
						).map((sentence) => (
							<li key={sentence}>{sentence}</li>
						))}
					</ul>
				</Section>
				<Forget
					exit={exit}
					busy={forgetting.busy}
					onForget={() =>
						void forgetting.run(async () => {
							await wallet.engine("exit.forget", { id });
							await refresh();
							go("leave");
						})
					}
				/>
				{forgetting.fault === null ? null : (
					<FaultNote fault={forgetting.fault} title="It was not forgotten." />
				)}
			</div>
		</Frame>
	);
};
