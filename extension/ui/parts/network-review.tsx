// A network file as the signer reads it, all of it, before anything rests on it: what moves money first, each group of lines
// confirmed by itself. The review is the signer's; taking it tells the signer first and then the engine, which follows.

import { useCallback, useEffect, useState } from "preact/hooks";
import { chunks } from "../../../src/base/units.ts";
import type { NetworkReviewView } from "../../../src/protocol/network-review.ts";
import { Unlock } from "../popup/lock.tsx";
import { useShared, useWork } from "../wallet.tsx";
import { Button, Chunks, Copy } from "./basic.tsx";
import { FaultNote } from "./fault.tsx";

type Group = NetworkReviewView["groups"][number];
type Line = Group["lines"][number];

const lineKind = ({ was, is }: Line): "added" | "taken" | "changed" =>
	was === null ? "added" : is === null ? "taken" : "changed";

const kindWords = { added: "new", taken: "gone", changed: "changed" } as const;

/** A field whole: what it is called, what it was and what it is. The word says which; the colour only helps. */
const ReviewLine = ({ line }: { readonly line: Line }) => {
	const kind = lineKind(line);
	return (
		<div class={`line ${kind}`}>
			<dt title={line.path}>
				<bdi>{line.says}</bdi> <span class="kind">{kindWords[kind]}</span>
			</dt>
			{line.was === null ? null : (
				<dd class="was">
					<span class="mute">was </span>
					<bdi>{line.was}</bdi>
				</dd>
			)}
			{line.is === null ? null : (
				<dd class="is">
					{line.was === null ? null : <span class="mute">is </span>}
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
	const many = count === 1 ? "this line" : `these ${count} lines`;
	return (
		<fieldset class="review-group">
			<legend>
				<bdi>{group.chain}</bdi>: {group.about}
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
					I have read {many}
					<span class="unseen">
						{" "}
						of {group.chain}: {group.about}
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
						<b>{title}</b> says what you confirmed before. Nothing changes.
					</>
				) : replaces === null ? (
					<>
						<b>{title}</b> is new here. This is everything its file says,
						beginning with what moves money. Every number and every order on it
						will rest on this.
					</>
				) : (
					<>
						<b>{title}</b> would change what you confirmed. These are all the
						changes, beginning with what moves money.
					</>
				)}
			</p>
			<div class="root-box">
				<span class="mute">Hash of the whole file</span>
				<Copy value={hash} what="hash of the file" />
				<Chunks groups={["0x", ...chunks(hash)]} />
			</div>
			{groups.length === 0 ? null : (
				<p class="small">
					A wrong line can take everything you have there. Compare the hash, or
					the lines, with somebody you trust. Confirm each part separately.
				</p>
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
						? "One part is not confirmed yet."
						: `${left} parts are not confirmed yet.`}
			</p>
			<div class="buttons">
				{onLeave === undefined ? null : (
					<Button onClick={onLeave}>Leave it</Button>
				)}
				<Button main busy={busy} disabled={left > 0} onClick={onTake}>
					{verb} {title}
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
		return (
			<Unlock why="The signer compares the file with what you confirmed before. It has to be unlocked for that." />
		);
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
			<FaultNote fault={reading.fault} title="The file was not taken." />
			<FaultNote fault={taking.fault} title="The file was not taken." />
			{review === null ? (
				reading.fault === null ? (
					<p role="status">The signer is reading the file.</p>
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
