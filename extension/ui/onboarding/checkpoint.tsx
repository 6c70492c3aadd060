// Step 4: where the chain of reasons begins. Found by asking several providers, or one's own; accepted by the person,
// sealed by the signer, then followed by the engine.

import { useCallback, useEffect, useState } from "preact/hooks";
import { type Hex, isHex } from "../../../src/base/bytes.ts";
import { chunks } from "../../../src/base/units.ts";
import type { CheckpointView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { Age } from "../parts/amount.tsx";
import { Button, Chunks, Copy, Field, Section } from "../parts/basic.tsx";
import { ConfirmNetwork } from "../parts/confirm-network.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Icon } from "../parts/icon.tsx";
import { WarnLine } from "../parts/note.tsx";
import { isUnconfirmed } from "../parts/unconfirmed.tsx";
import { Unlock } from "../popup/lock.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say, spokenLocale } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

const dateWords = (timeS: number): string =>
	new Date(timeS * 1000).toLocaleString(spokenLocale(), {
		dateStyle: "long",
		timeStyle: "short",
	});

const Found = ({ found }: { readonly found: CheckpointView }) => {
	const { root, epoch, slot, timeS, asked, needed, agree, dissent, shared } =
		found;
	return (
		<div class="card" role={root === null ? "alert" : undefined}>
			<p class="quorum">
				{root === null ? (
					<>
						<b>{say().setup.noAgree(needed)}</b>{" "}
						{say().setup.providersWereAskedAndMoreThan(asked)}
					</>
				) : (
					<>
						<b>{say().setup.of(agree.length, asked)}</b>{" "}
						{say().setup.agreeAreNeededMoreThanHalf(needed)}
					</>
				)}
			</p>
			<ul class="providers">
				{agree.map((name) => (
					<li key={name} class="agrees">
						<Icon name="done" size={15} />
						<b>{name}</b> <span>{say().setup.agrees}</span>
					</li>
				))}
				{dissent.map(({ name, says }) => (
					<li key={name} class="dissents">
						<Icon name="stop" size={15} />
						<b>{name}</b> <span>{wordsOf(says)}</span>
					</li>
				))}
			</ul>
			{shared === null ? null : (
				<p class="small">{say().setup.countedAsOneBecauseOneCompany(shared)}</p>
			)}
			{root === null ? null : (
				<div class="root-box">
					<span class="mute">{say().setup.blockRoot}</span>
					<Copy value={root} what={say().setup.blockRoot2} />
					<Chunks groups={["0x", ...chunks(root)]} />
				</div>
			)}
			<dl class="facts">
				{epoch === null ? null : (
					<div>
						<dt>{say().setup.epoch}</dt>
						<dd>{groupDigits(epoch)}</dd>
					</div>
				)}
				{slot === null ? null : (
					<div>
						<dt>{say().setup.slot}</dt>
						<dd>{groupDigits(slot)}</dd>
					</div>
				)}
				{timeS === null ? null : (
					<div>
						<dt>{say().setup.from}</dt>
						<dd>
							{dateWords(timeS)}, <Age asOfS={timeS} />
						</dd>
					</div>
				)}
			</dl>
			{root !== null ? null : (
				<WarnLine>{say().setup.nothingCanBeAcceptedFromThis}</WarnLine>
			)}
		</div>
	);
};

/** What was found by asking the endpoints, and the taking of a root: one of theirs, or one's own. */
const useCheckpoint = (onNext: () => void) => {
	const { wallet, view, refresh } = useShared();
	const [found, setFound] = useState<CheckpointView | null>(null);
	const finding = useWork();
	const accepting = useWork();
	const { network } = view;
	const { run } = finding;
	const find = useCallback(
		() =>
			void run(async () =>
				setFound(await wallet.engine("checkpoint.find", undefined)),
			),
		[run, wallet],
	);
	const take = async (root: Hex): Promise<void> => {
		if (network === null) return;
		// The signer first: if we are stopped in between, the step is still open and is done again.
		await wallet.keys("anchor.accept", { network: network.name, root });
		await wallet.engine("checkpoint.accept", { root });
		await refresh();
		onNext();
	};
	return {
		found,
		finding,
		accepting,
		find,
		accept: (root: Hex) => void accepting.run(() => take(root)),
		/** One that is brought is looked for first: a typing error would lead nowhere, and say nothing. */
		acceptOwn: (root: Hex) =>
			void accepting.run(async () => {
				await wallet.engine("checkpoint.look", { root });
				await take(root);
			}),
	};
};

/** So many have to be asked; with fewer the person brings a root. */
const leastAsked = 3;

/** Asks at once where it can come to something: the person chose whom to ask and allowed it. */
const useAskedAtOnce = (
	{ found, finding, find }: CheckpointChoice,
	isOpen: boolean,
): void => {
	const { view } = useShared();
	const starters = view.endpoints.filter(
		({ role }) => role === "beacon" || role === "checkpoint",
	).length;
	const isDue =
		isOpen &&
		view.setup !== "done" &&
		starters >= leastAsked &&
		found === null &&
		!finding.busy &&
		finding.fault === null;
	useEffect(() => {
		if (isDue) find();
	}, [isDue, find]);
};
type CheckpointChoice = ReturnType<typeof useCheckpoint>;

/** Before anybody was asked. */
const AskEndpoints = ({ finding, find }: CheckpointChoice) => (
	<>
		<p class="small">{say().setup.yourEndpointsAreAskedForThe}</p>
		<Button main busy={finding.busy} onClick={find}>
			{finding.busy ? say().setup.askingEachOfThem : say().setup.askMyEndpoints}
		</Button>
	</>
);

const AcceptFound = ({
	found,
	finding,
	accepting,
	find,
	accept,
}: CheckpointChoice) => {
	const root = found?.root ?? null;
	return (
		<div class="buttons next">
			<Button busy={finding.busy} onClick={find}>
				{say().setup.askAgain}
			</Button>
			<Button
				main
				busy={accepting.busy}
				disabled={root === null}
				onClick={() => {
					if (root !== null) accept(root);
				}}
			>
				{say().setup.acceptThisCheckpoint}
			</Button>
		</div>
	);
};

const OwnRoot = ({
	typed,
	onTyped,
	choice: { accepting, acceptOwn },
}: {
	readonly typed: string;
	readonly onTyped: (typed: string) => void;
	readonly choice: CheckpointChoice;
}) => {
	const own = typed.trim().toLowerCase();
	const isRoot = isHex(own, 32);
	return (
		<Section title={say().setup.orYourOwn}>
			<Field
				name={say().setup.blockRootOfAFinalizedEpoch}
				value={typed}
				onValue={onTyped}
				mono
				wrong={
					typed.trim() === "" || isRoot ? null : say().setup.aRootIs0xAnd64
				}
				note={say().setup.fromYourOwnNodeOrFrom}
			/>
			<Button
				busy={accepting.busy}
				disabled={!isRoot}
				onClick={() => {
					if (isRoot) acceptOwn(own);
				}}
			>
				{say().setup.acceptMyOwnRoot}
			</Button>
		</Section>
	);
};

export const CheckpointStep = ({ onNext }: { readonly onNext: () => void }) => {
	const { view, status } = useShared();
	const choice = useCheckpoint(onNext);
	// Kept here: a lock in between does not take away what was typed.
	const [typed, setTyped] = useState("");
	const isUnsaid = isUnconfirmed(view, status);
	useAskedAtOnce(choice, status.unlocked && !isUnsaid);
	if (!status.unlocked)
		return <Unlock why={say().setup.theSignerSealsTheCheckpointSo} />;
	// The root is of a network: which one, and by which rules, comes before it.
	if (isUnsaid) return <ConfirmNetwork />;
	const { found } = choice;
	return (
		<>
			<p class="lead">{say().setup.everyNumberHereFollowsFromOne}</p>
			{found === null ? <AskEndpoints {...choice} /> : <Found found={found} />}
			<FaultNote
				fault={choice.finding.fault}
				title={say().setup.noCheckpointWasFound}
			/>
			<FaultNote
				fault={choice.accepting.fault}
				title={say().setup.itWasNotAccepted}
			/>
			{found === null ? null : <AcceptFound {...choice} />}
			<OwnRoot typed={typed} onTyped={setTyped} choice={choice} />
		</>
	);
};
