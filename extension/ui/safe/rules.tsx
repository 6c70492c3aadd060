// Who decides in a Safe, as it is proved, and what of that is other than it was.

import type { Hex } from "../../../src/base/bytes.ts";
import type { SafeView } from "../../../src/protocol/safe-ui.ts";
import type { SafeFacts } from "../../../src/protocol/safe-views.ts";
import { accountName } from "../accounts/names.ts";
import { Button, Facts, Section } from "../parts/basic.tsx";
import { Note } from "../parts/note.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { SafeWarnings, Whole } from "./acts.tsx";

/** Owners, each with what is known of it. */
export const OwnerList = ({
	owners,
	ours,
	contracts = [],
	says,
}: {
	readonly owners: readonly Hex[];
	readonly ours: readonly Hex[];
	/** Those of them that are contracts. */
	readonly contracts?: SafeView["contracts"];
	readonly says?: (owner: Hex) => string;
}) => {
	const { view } = useShared();
	const kindOf = (owner: Hex): string | null => {
		const found = contracts.find(({ address }) => address === owner);
		if (found === undefined) return null;
		return found.isSafe ? say().safe.anotherSafe : say().safe.aContract;
	};
	return (
		<ul class="plain">
			{owners.map((owner) => (
				<li key={owner}>
					<Whole of={owner} />
					{kindOf(owner) === null ? null : (
						<>
							{" "}
							<b>{kindOf(owner)}</b>
						</>
					)}
					{ours.includes(owner) ? (
						<>
							{" "}
							<b>
								{say().safe.you}, {accountName(view, owner)}
							</b>
						</>
					) : null}
					{says === undefined ? null : (
						<>
							{" "}
							<span class="small">{says(owner)}</span>
						</>
					)}
				</li>
			))}
		</ul>
	);
};

export const SafeRules = ({
	facts,
	ours,
	contracts,
}: {
	readonly facts: SafeFacts;
	readonly ours: readonly Hex[];
	readonly contracts: SafeView["contracts"];
}) => {
	const words = say().safe;
	return (
		<Section title={words.rules}>
			<p>
				<b>{words.ownersOf(facts.threshold, facts.owners.length)}</b>
			</p>
			<OwnerList owners={facts.owners} ours={ours} contracts={contracts} />
			<SafeWarnings facts={facts} />
			<Facts
				facts={[
					{ name: words.next, value: groupDigits(facts.nonce) },
					{ name: words.version, value: facts.version },
				]}
			/>
		</Section>
	);
};

const less = (one: readonly Hex[], other: readonly Hex[]): readonly Hex[] =>
	one.filter((each) => !other.includes(each));

const Changes = ({
	says,
	of,
}: {
	readonly says: string;
	readonly of: readonly Hex[];
}) => (
	<>
		{of.map((one) => (
			<p key={one}>
				{says} <Whole of={one} />
			</p>
		))}
	</>
);

/** Above everything else, until the person says that it is known. */
export const SafeChanged = ({
	before,
	now,
	busy,
	onSeen,
}: {
	readonly before: SafeFacts;
	readonly now: SafeFacts;
	readonly busy: boolean;
	readonly onSeen: () => void;
}) => {
	const words = say().safe;
	const guards = (of: SafeFacts) => `${of.guard} ${of.moduleGuard}`;
	return (
		<Note tone="bad" role="alert" title={words.changedTitle}>
			<Changes says={words.ownersCame} of={less(now.owners, before.owners)} />
			<Changes says={words.ownersLeft} of={less(before.owners, now.owners)} />
			{now.threshold === before.threshold ? null : (
				<p>{words.thresholdWas(before.threshold, now.threshold)}</p>
			)}
			<Changes
				says={words.modulesCame}
				of={less(now.modules, before.modules)}
			/>
			<Changes
				says={words.modulesLeft}
				of={less(before.modules, now.modules)}
			/>
			{guards(now) === guards(before) ? null : <p>{words.guardChanged}</p>}
			{now.singleton === before.singleton ? null : <p>{words.codeChanged}</p>}
			{now.fallbackHandler === before.fallbackHandler ? null : (
				<p>{words.handlerChanged}</p>
			)}
			<p>{words.changedAsk}</p>
			<div class="note-do">
				<Button busy={busy} onClick={onSeen}>
					{words.seen}
				</Button>
			</div>
		</Note>
	);
};
