// One way out as a map: where it stands, what is next and what it costs, what was seen of the rollup, the file that lets one
// finish elsewhere, and what could still be wrong. When it is over: what arrived, and how long each step took.

import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type {
	ExitView,
	LivenessView,
} from "../../../src/protocol/exit-views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import {
	exitDoubts,
	leavesWords,
	meanwhileWords,
	standsWords,
} from "../exit-words.ts";
import { livenessOf } from "../leavable.ts";
import { AliveLink } from "../parts/alive-link.tsx";
import { Bars } from "../parts/bars.tsx";
import { Section, Sentences } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Icon } from "../parts/icon.tsx";
import { ExitMap } from "../parts/map.tsx";
import { SaveOrDone } from "../parts/save-or-done.tsx";
import { type Saving, useSaving } from "../parts/saving.ts";
import { go } from "../route.ts";
import { ageWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow, useShared } from "../wallet.tsx";
import { Forget, KeepFile } from "./exit-file.tsx";
import { InTheWay, NextClick, orderFirst, useStep } from "./exit-step.tsx";
import { CostSoFar, EndsAt, Started, StepTimes } from "./exit-times.tsx";

type ExitProps = { readonly exit: ExitView };

/** How the rollup does, drawn small: a way to the whole timeline. */
const Around = ({ alive }: { readonly alive: LivenessView | undefined }) =>
	alive === undefined ? null : (
		<div class="around">
			<Bars alive={alive} brief />
			<AliveLink alive={alive} />
		</div>
	);

/** What leaves, and of which account where it is not the one that is shown. */
const What = ({ exit }: ExitProps) => {
	const { view } = useShared();
	return (
		<bdi dir="ltr">
			{leavesWords(exit)}
			{exit.account === view.account ? null : (
				<>
					{" "}
					{say().exits.of} <code>{shortHex(checksummed(exit.account))}</code>
				</>
			)}
		</bdi>
	);
};

/** By which way, and where it stands. */
const Standing = ({ exit }: ExitProps) => {
	const now = useNow();
	return (
		<>
			<p class="way-name">
				<bdi>{wordsOf(exit.title)}</bdi>
			</p>
			{exit.drill ? (
				<p class="rehearsal">
					<b>{say().exits.aRehearsal2}</b> {say().exits.withASmallSumOnA}
				</p>
			) : null}
			<p
				class={exit.outcome === "done" ? "lead stands ok" : "lead stands"}
				role="status"
			>
				<bdi dir="ltr">{standsWords(exit, now)}</bdi>
			</p>
			<EndsAt exit={exit} />
		</>
	);
};

/** Why it could not be looked at, and how old what is shown is then. */
const NotLooked = ({ exit: { fault, lookedMs } }: ExitProps) => {
	const now = useNow();
	return fault === null ? null : (
		<>
			<FaultNote
				fault={fault}
				title={
					lookedMs === null
						? say().exits.itCouldNotBeLookedAt
						: say().exits.itCouldNotBeLookedAt2
				}
			/>
			{lookedMs === null ? null : (
				<p class="warn-line shown-age">
					<Icon name="wait" size={15} />
					{say().exits.whatIsShownIs(
						ageWords(Math.floor(lookedMs / 1000), now),
					)}
				</p>
			)}
		</>
	);
};

const Meanwhile = ({ exit }: ExitProps) => {
	const sentences = meanwhileWords(exit);
	return sentences.length === 0 ? null : (
		<Section title={say().exits.meanwhile}>
			{sentences.map((sentence) => (
				<p key={sentence}>{sentence}</p>
			))}
		</Section>
	);
};

/** The map with all that is told beside it. */
const Journey = ({
	exit,
	saving,
	onSave,
}: ExitProps & { readonly saving: Saving; readonly onSave: () => void }) => {
	const { view } = useShared();
	const alive = livenessOf(view, exit.chainId);
	const head = view.sync.final ?? view.sync.optimistic;
	return (
		<>
			{exit.outcome === "done" ? <StepTimes exit={exit} /> : null}
			{exit.outcome === "under-way" ? <Around alive={alive} /> : null}
			<ExitMap exit={exit} />
			<CostSoFar exit={exit} />
			{exit.outcome === "done" ? null : (
				<KeepFile exit={exit} busy={saving.busy} onSave={onSave} />
			)}
			<FaultNote fault={saving.fault} title={say().exits.theFileWasNotSaved} />
			<Meanwhile exit={exit} />
			<Section title={say().exits.couldThisStillBeWrong}>
				<Sentences of={exitDoubts(exit, alive, head?.of ?? null)} />
			</Section>
			<Forget exit={exit} />
		</>
	);
};

const KnownExit = ({ exit }: ExitProps) => {
	const { wallet, view, refresh } = useShared();
	const { id, chainId, click } = exit;
	const step = useStep(id);
	const saving = useSaving();
	const first = orderFirst(view, exit);
	const home = () => go("home");
	const save = () =>
		saving.save(
			`sextant-exit-${chainId}-${id.slice(0, 8)}.json`,
			() => wallet.engine("exit.export", { id }),
			refresh,
		);
	return (
		<Frame
			title={say().exits.leaving3(exit.chainTitle)}
			under={<What exit={exit} />}
			aside={<Started exit={exit} />}
			onBack={home}
			footer={
				click === null ? (
					<SaveOrDone
						words={
							exit.outcome === "done"
								? say().exits.saveTheRecord
								: say().exits.saveExitFile
						}
						busy={saving.busy}
						onSave={save}
						onDone={home}
					/>
				) : (
					<NextClick click={click} first={first} step={step} />
				)
			}
		>
			<div class="read">
				<Standing exit={exit} />
				<InTheWay exit={exit} first={first} stepping={step.stepping} />
				<NotLooked exit={exit} />
				<Journey exit={exit} saving={saving} onSave={save} />
			</div>
		</Frame>
	);
};

export const Exit = ({ id }: { readonly id: string }) => {
	const { view } = useShared();
	const exit = view.exits.journeys.find((one) => one.id === id);
	return exit === undefined ? (
		<Frame title={say().exits.noSuchExit} onBack={() => go("leave")}>
			<p class="lead">{say().exits.thisDeviceKnowsNoExitBy}</p>
		</Frame>
	) : (
		<KnownExit exit={exit} />
	);
};
