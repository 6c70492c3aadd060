// A network file as the signer reads it, all of it, before anything rests on it: what moves money first, each group of lines
// confirmed by itself. The review is the signer's; taking it tells the signer first and then the engine, which follows.

import { useCallback, useEffect, useState } from "preact/hooks";
import { chunks } from "../../../src/base/units.ts";
import type { NetworkReviewView } from "../../../src/protocol/network-review.ts";
import { Unlock } from "../popup/lock.tsx";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { namedWords } from "../words.ts";
import { Button, Chunks, Copy } from "./basic.tsx";
import { FaultNote } from "./fault.tsx";

type Group = NetworkReviewView["groups"][number];
type Line = Group["lines"][number];

const lineKind = ({ was, is }: Line): "added" | "taken" | "changed" =>
	was === null ? "added" : is === null ? "taken" : "changed";

const kindWords = () =>
	({
		added: say().networkReview.new,
		taken: say().networkReview.gone,
		changed: say().networkReview.changed,
	}) as const;

/** A field whole: what it is called, what it was and what it is. The word says which; the colour only helps. */
const ReviewLine = ({ line }: { readonly line: Line }) => {
	const kind = lineKind(line);
	return (
		<div class={`line ${kind}`}>
			<dt title={line.path}>
				<bdi>{line.says}</bdi> <span class="kind">{kindWords()[kind]}</span>
			</dt>
			{line.was === null ? null : (
				<dd class="was">
					<span class="mute">{say().networkReview.was} </span>
					<bdi>{line.was}</bdi>
				</dd>
			)}
			{line.is === null ? null : (
				<dd class="is">
					{line.was === null ? null : (
						<span class="mute">{say().networkReview.is} </span>
					)}
					<bdi>{line.is}</bdi>
				</dd>
			)}
		</div>
	);
};

const ReviewGroup = ({
	group,
	confirmed,
	onConfirmed,
}: {
	readonly group: Group;
	readonly confirmed: boolean;
	readonly onConfirmed: (yes: boolean) => void;
}) => {
	const count = group.lines.length;
	const many = say().networkReview.readThis(count);
	return (
		<fieldset class="review-group">
			<legend>
				<bdi>{group.chain}</bdi>: {namedWords(group.about)}
			</legend>
			<dl>
				{group.lines.map((line) => (
					<ReviewLine key={line.path} line={line} />
				))}
			</dl>
			<label class="tick">
				<input
					type="checkbox"
					checked={confirmed}
					onChange={(event) => onConfirmed(event.currentTarget.checked)}
				/>
				<span>
					{say().networkReview.iHaveRead(many)}
					<span class="unseen">
						{" "}
						{say().networkReview.of(group.chain, namedWords(group.about))}
					</span>
				</span>
			</label>
		</fieldset>
	);
};

const Groups = ({
	review,
	verb,
	busy,
	onTake,
	onLeave,
}: {
	readonly review: NetworkReviewView;
	readonly verb: string;
	readonly busy: boolean;
	readonly onTake: () => void;
	readonly onLeave?: (() => void) | undefined;
}) => {
	const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
	const { groups, replaces, title, hash } = review;
	const left = groups.filter(({ id }) => !ticked.has(id)).length;
	return (
		<>
			<p>
				{groups.length === 0 ? (
					<>
						<b>{title}</b>{" "}
						{say().networkReview.saysWhatYouConfirmedBeforeNothing}
					</>
				) : replaces === null ? (
					<>
						<b>{title}</b> {say().networkReview.isNewHereThisIsEverything}
					</>
				) : (
					<>
						<b>{title}</b>{" "}
						{say().networkReview.wouldChangeWhatYouConfirmedThese}
					</>
				)}
			</p>
			<div class="root-box">
				<span class="mute">{say().networkReview.hashOfTheWholeFile}</span>
				<Copy value={hash} what={say().networkReview.hashOfTheFile} />
				<Chunks groups={["0x", ...chunks(hash)]} />
			</div>
			{groups.length === 0 ? null : (
				<p class="small">{say().networkReview.aWrongLineCanTakeEverything}</p>
			)}
			{groups.map((group) => (
				<ReviewGroup
					key={group.id}
					group={group}
					confirmed={ticked.has(group.id)}
					onConfirmed={(yes) =>
						setTicked((was) => {
							const next = new Set(was);
							if (yes) next.add(group.id);
							else next.delete(group.id);
							return next;
						})
					}
				/>
			))}
			<p class="small" aria-live="polite">
				{left === 0
					? ""
					: left === 1
						? say().networkReview.onePartIsNotConfirmedYet
						: say().networkReview.partsAreNotConfirmedYet(left)}
			</p>
			<div class="buttons">
				{onLeave === undefined ? null : (
					<Button onClick={onLeave}>{say().networkReview.leaveIt}</Button>
				)}
				<Button main busy={busy} disabled={left > 0} onClick={onTake}>
					{say().networkReview.take(verb, title)}
				</Button>
			</div>
		</>
	);
};

/**
 * Shows the file and takes it when all of it is confirmed.
 * @param onTaken called once signer and engine have it, with the network's name
 */
export const NetworkReview = ({
	file,
	verb,
	onTaken,
	onLeave,
}: {
	readonly file: string;
	/** What the button does: "Import", "Confirm". */
	readonly verb: string;
	readonly onTaken: (name: string) => Promise<void>;
	readonly onLeave?: () => void;
}) => {
	const { wallet, status } = useShared();
	const [review, setReview] = useState<NetworkReviewView | null>(null);
	const reading = useWork();
	const taking = useWork();
	const sealed = status.hasVault && !status.unlocked;
	const { run } = reading;
	const read = useCallback(
		() =>
			run(async () => setReview(await wallet.keys("network.review", { file }))),
		[run, wallet, file],
	);
	useEffect(() => {
		setReview(null);
		if (!sealed) void read();
	}, [sealed, read]);
	if (sealed)
		return <Unlock why={say().networkReview.theSignerComparesTheFileWith} />;
	const take = () => {
		if (review === null) return;
		const { hash, groups, name } = review;
		void taking.run(async () => {
			try {
				// The signer first: if we are stopped in between, what the engine follows is shown again.
				await wallet.keys("network.accept", {
					file,
					hash,
					confirmed: groups.map(({ id }) => id),
				});
				await wallet.engine("network.import", { file });
				await onTaken(name);
			} catch (thrown) {
				// What was shown may be old by now: it is read again before anybody can try again.
				void read();
				throw thrown;
			}
		});
	};
	return (
		<div class="card network-review">
			<FaultNote
				fault={reading.fault}
				title={say().networkReview.theFileWasNotTaken}
			/>
			<FaultNote
				fault={taking.fault}
				title={say().networkReview.theFileWasNotTaken}
			/>
			{review === null ? (
				reading.fault === null ? (
					<p role="status">{say().networkReview.theSignerIsReadingTheFile}</p>
				) : null
			) : (
				<Groups
					key={`${review.hash} ${review.replaces}`}
					review={review}
					verb={verb}
					busy={taking.busy}
					onTake={take}
					onLeave={onLeave}
				/>
			)}
		</div>
	);
};
