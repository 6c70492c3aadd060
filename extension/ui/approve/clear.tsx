// What a call or a message says by a descriptor that ships: the signer's own reading, line by line. It stands beside the bounds and
// the raw data and in the place of neither. What the engine calls a token is set apart.

import { utcWords } from "../../../src/base/time.ts";
import { formatUnits } from "../../../src/base/units.ts";
import { visible } from "../../../src/base/visible.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type {
	ClearReadView,
	ClearValueView,
	ClearView,
} from "../../../src/protocol/clear-views.ts";
import type { MessageOrText } from "../../../src/protocol/message.ts";
import { descriptorWords } from "../../../src/words/catalogue.ts";
import { Exact } from "../parts/amount.tsx";
import { Hash, Section } from "../parts/basic.tsx";
import { WarnLine } from "../parts/note.tsx";
import { durationWords, groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { EngineAmount } from "./engine-amount.tsx";
import type { NamedByEngine } from "./foretold-words.ts";

type ClearShown = {
	readonly coin: { readonly symbol: string; readonly decimals: number };
	/** Whose call or message it is. */
	readonly from: string;
	/** It is the person's own account, not a Safe. */
	readonly isMine: boolean;
	readonly named: NamedByEngine;
};

/** Bytes that are shown whole. */
const mostChars = 2 + 2 * 32;
/** The last day that can be written. */
const mostS = 253_402_300_799n;
/** A hundred years: of more, seconds say as much. */
const mostDurationS = 3_155_760_000n;

/** What a descriptor says, in the language that is spoken; where it has no words for it, English that is marked as English. */
const Said = ({ said }: { readonly said: MessageOrText }) => {
	const { words, isEnglish } = descriptorWords(said);
	return <span lang={isEnglish ? "en" : undefined}>{visible(words)}</span>;
};

const Bytes = ({ value }: { readonly value: string }) =>
	value === "0x" ? (
		<span>{say().clear.empty}</span>
	) : value.length <= mostChars ? (
		<code class="whole">{value}</code>
	) : (
		<Hash value={value} what={say().clear.bytes} side={12} />
	);

const Address = ({
	value,
	shown: { from, isMine },
}: {
	readonly value: string;
	readonly shown: ClearShown;
}) => (
	<>
		<code class="whole">{checksummed(value)}</code>
		{value === from ? (
			<> ({isMine ? say().clear.yours : say().clear.own})</>
		) : null}
	</>
);

const TokenAmount = ({
	value: { token, amount, isUnlimited, says },
	shown: { named },
}: {
	readonly value: Extract<ClearValueView, { readonly kind: "token" }>;
	readonly shown: ClearShown;
}) => {
	const units = say().clear.units(groupDigits(amount));
	return (
		<>
			{isUnlimited ? (
				<WarnLine>
					<b>{says === null ? say().clear.unlimited : <Said said={says} />}</b>
				</WarnLine>
			) : says === null ? null : (
				<b>
					<Said said={says} />{" "}
				</b>
			)}
			<span class={isUnlimited ? "small" : undefined}>{units}</span>{" "}
			<code class="whole">{checksummed(token)}</code>
			{isUnlimited ? null : (
				<EngineAmount token={token} amount={amount} named={named} />
			)}
		</>
	);
};

/** Times and plain numbers, as text. */
const timeText = (value: ClearValueView): string => {
	switch (value.kind) {
		case "date": {
			const at = BigInt(value.timeS);
			return at > mostS ? say().clear.forEver : utcWords(Number(at));
		}
		case "duration": {
			const seconds = BigInt(value.seconds);
			return seconds >= 0n && seconds <= mostDurationS
				? durationWords(Number(seconds))
				: `${groupDigits(value.seconds)} s`;
		}
		case "block":
			return say().clear.block(groupDigits(value.number));
		case "number":
			return groupDigits(value.value);
		case "flag":
			return value.value ? say().clear.yes : say().clear.no;
		case "unit":
			return `${groupDigits(formatUnits(BigInt(value.value), value.decimals))} ${visible(value.base)}`;
		case "text":
			return value.value === "" ? say().clear.empty : visible(value.value);
		default:
			return "";
	}
};

const Value = ({
	value,
	shown,
}: {
	readonly value: ClearValueView;
	readonly shown: ClearShown;
}) => {
	switch (value.kind) {
		case "address":
			return <Address value={value.value} shown={shown} />;
		case "bytes":
			return <Bytes value={value.value} />;
		case "coin":
			return <Exact value={BigInt(value.amount)} {...shown.coin} />;
		case "token":
			return <TokenAmount value={value} shown={shown} />;
		case "nft":
			return (
				<>
					{say().clear.item(groupDigits(value.id))}{" "}
					<code class="whole">{checksummed(value.collection)}</code>
				</>
			);
		case "call":
			return value.intent === null ? (
				<>
					{say().clear.aCallOf} <Address value={value.to} shown={shown} />{" "}
					<Bytes value={value.data} />
				</>
			) : (
				<b>
					<Said said={value.intent} />
				</b>
			);
		case "choice":
			return (
				<span>
					<Said said={value.says} /> ({value.value})
				</span>
			);
		default:
			return <span>{timeText(value)}</span>;
	}
};

const indent = (depth: number) => ({
	paddingInlineStart: `${Math.min(depth, 4) * 10}px`,
});

const Rest = ({
	rest,
	shown,
}: Pick<ClearReadView, "rest"> & { readonly shown: ClearShown }) =>
	rest.length === 0 ? null : (
		<>
			<p class="small">{say().clear.rest}</p>
			<ul class="fields">
				{rest.map(({ depth, name, value }, i) => (
					// The place is its identity.
					<li key={`rest ${i + 1}`} style={indent(depth)}>
						<b>{visible(name)}</b> <Value value={value} shown={shown} />
					</li>
				))}
			</ul>
		</>
	);

export const ClearSays = ({
	clear,
	...shown
}: ClearShown & { readonly clear: ClearView | undefined }) => {
	if (clear === undefined) return null;
	if (clear.kind === "unfit")
		return (
			<Section title={say().clear.inWords}>
				<WarnLine>
					<span>{say().clear.unfit(visible(clear.owner))}</span>
				</WarnLine>
			</Section>
		);
	const { owner, intent, lines, rest } = clear;
	return (
		<Section title={say().clear.inWords}>
			<p class="lead">
				<Said said={intent} />
			</p>
			<dl class="facts">
				{lines.map(({ depth, label, value }, i) => (
					// The place is its identity.
					<div key={`line ${i + 1}`} style={indent(depth)}>
						<dt>
							<Said said={label} />
						</dt>
						<dd>
							<Value value={value} shown={shown} />
						</dd>
					</div>
				))}
			</dl>
			<Rest rest={rest} shown={shown} />
			<p class="small">
				{owner === null
					? say().clear.byStandard
					: say().clear.by(visible(owner))}
			</p>
		</Section>
	);
};
