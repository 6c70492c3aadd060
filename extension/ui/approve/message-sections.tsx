// What a message is, in the order in which a careful person asks: what it does, what it does not, what to look at, and all of it
// word for word. All of it is what the signer read, but for who asks.

import type { ComponentChildren } from "preact";
import { isoWords } from "../../../src/base/time.ts";
import { visible } from "../../../src/base/visible.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type {
	MessageApproval,
	MessageGrant,
	MessageMeaning,
	MessageOrder,
} from "../../../src/protocol/message-views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { Age } from "../parts/amount.tsx";
import { Hash, Section } from "../parts/basic.tsx";
import { WarnLine } from "../parts/note.tsx";
import { hostOf } from "../words.ts";
import {
	assetWords,
	isTakingBack,
	timeWords,
	untilWords,
} from "./message-words.ts";

type MessageProps = { readonly approval: MessageApproval };
type Of<K extends MessageMeaning["kind"]> = Extract<
	MessageMeaning,
	{ readonly kind: K }
>;

const Whole = ({ value }: { readonly value: string }) => (
	<code class="whole">{checksummed(value)}</code>
);

const Fact = ({
	name,
	children,
}: {
	readonly name: string;
	readonly children: ComponentChildren;
}) => (
	<div>
		<dt>{name}</dt>
		<dd>{children}</dd>
	</div>
);

const Grant = ({
	grant,
	approval: { chain },
	isPayment,
}: MessageProps & {
	readonly grant: MessageGrant;
	/** It pays a fixed amount to somebody. */
	readonly isPayment: boolean;
}) => {
	const { who, asset, to, fromS, useByS } = grant;
	return (
		<dl class="facts">
			<Fact name={isPayment ? "Pays" : "Up to"}>
				<b>{assetWords(asset, chain)}</b>
			</Fact>
			{asset.contract === null ? null : (
				<Fact name="Token">
					<Whole value={asset.contract} />
				</Fact>
			)}
			<Fact name="Who may take it">
				{who === null ? "anyone who has the signature" : <Whole value={who} />}
			</Fact>
			<Fact name="It goes to">
				{to === null ? "wherever they want" : <Whole value={to} />}
			</Fact>
			{fromS === null ? null : (
				<Fact name="Not before">{timeWords(fromS, "")}</Fact>
			)}
			<Fact name="The signature counts until">
				{timeWords(useByS, "without end")}
			</Fact>
			<Fact name="They may take until">{untilWords(grant)}</Fact>
			<Fact name="On">{chain.title}</Fact>
		</dl>
	);
};

const Allows = ({
	meaning,
	approval,
}: MessageProps & { readonly meaning: Of<"allow"> }) => {
	const isPayment = meaning.standard === "ERC-3009";
	const back = isTakingBack(meaning);
	return (
		<>
			<p class="lead">
				{back
					? "It takes back what was allowed: nothing more can be taken by it."
					: isPayment
						? "It pays, once, without asking again. Carrying it out costs you no fee."
						: "It lets somebody take tokens of this account without asking again."}
			</p>
			{meaning.grants.map((grant, i) => (
				// The place among the grants is its identity.
				<Grant
					key={`${i}-${grant.asset.contract}`}
					{...{ grant, approval, isPayment }}
				/>
			))}
		</>
	);
};

const Trade = ({
	order,
	approval: { chain },
}: MessageProps & { readonly order: MessageOrder }) => (
	<dl class="facts">
		<Fact name="Leaves at most">
			{order.gives.map((asset, i) => (
				<p key={`${i}-${asset.contract}`}>
					<b>{assetWords(asset, chain)}</b>
				</p>
			))}
		</Fact>
		<Fact name="Arrives at least">
			{order.gets.length === 0
				? "nothing"
				: order.gets.map((asset, i) => (
						<p key={`${i}-${asset.contract}`}>
							<b>{assetWords(asset, chain)}</b>
						</p>
					))}
		</Fact>
		{order.others.map(({ asset, to }, i) => (
			<Fact key={`${i}-${to}`} name="Goes to others">
				{assetWords(asset, chain)} to <Whole value={to} />
			</Fact>
		))}
		{order.fromS === null ? null : (
			<Fact name="Not before">{timeWords(order.fromS, "")}</Fact>
		)}
		<Fact name="It counts until">{timeWords(order.untilS, "without end")}</Fact>
		<Fact name="On">{chain.title}</Fact>
		{order.isPartial ? (
			<Fact name="In parts">yes, each at this price</Fact>
		) : null}
	</dl>
);

const SignIn = ({
	meaning,
	approval: { origin, account },
}: MessageProps & { readonly meaning: Of<"sign-in"> }) => (
	<>
		<p class="lead">
			It tells <b>{hostOf(origin)}</b> that this account is yours.
		</p>
		<dl class="facts">
			<Fact name="Account">
				<Whole value={account} />
			</Fact>
			<Fact name="Site in the message">{meaning.domain}</Fact>
			<Fact name="It counts until">
				{meaning.expiresMs === null
					? "the site decides"
					: isoWords(Math.floor(meaning.expiresMs / 1000))}
			</Fact>
		</dl>
		<p class="small">
			The message names the same site as the one that asks, by the word of the
			wallet's engine, and this account.
		</p>
	</>
);

const Safe = ({
	meaning,
	approval: { chain },
}: MessageProps & { readonly meaning: Of<"safe"> }) => (
	<>
		<p class="lead">
			It agrees, as an owner, to a transaction of a Safe. Enough owners, and it
			can be carried out.
		</p>
		<dl class="facts">
			<Fact name="Safe">
				<Whole value={meaning.safe} />
			</Fact>
			<Fact name={meaning.isDelegated ? "Runs the code of" : "Calls"}>
				<Whole value={meaning.to} />
			</Fact>
			<Fact name="Sends">
				<b>
					{assetWords(
						{
							kind: "coin",
							contract: null,
							amount: meaning.valueWei,
							item: null,
							named: null,
						},
						chain,
					)}
				</b>
			</Fact>
			<Fact name="Data">
				{meaning.data === "0x"
					? "none"
					: `${(meaning.data.length - 2) / 2} bytes, in the fields below`}
			</Fact>
			<Fact name="Number in the Safe">{meaning.nonce}</Fact>
			<Fact name="On">{chain.title}</Fact>
		</dl>
	</>
);

const Does = ({ approval }: MessageProps) => {
	const { meaning } = approval;
	switch (meaning.kind) {
		case "sign-in":
			return <SignIn {...{ meaning, approval }} />;
		case "allow":
			return <Allows {...{ meaning, approval }} />;
		case "trade":
			return (
				<>
					<p class="lead">
						It lets whoever fills it take what leaves, against what arrives, by{" "}
						{meaning.standard}.
					</p>
					{meaning.orders.map((order, i) => (
						<Trade key={`order ${i + 1}`} {...{ order, approval }} />
					))}
				</>
			);
		case "cancel":
			return (
				<p class="lead">
					It takes back a payment that you allowed by a signature before, at the
					token <Whole value={meaning.contract} />.
				</p>
			);
		case "safe":
			return <Safe {...{ meaning, approval }} />;
		case "text":
			return (
				<p class="lead">
					It says, in the name of this account, the text below. What follows
					from that, the site decides.
				</p>
			);
		default:
			return (
				<p class="lead">
					What follows from it is not known here. The site and its contracts
					decide.
				</p>
			);
	}
};

export const WhatItDoes = (shown: MessageProps) => (
	<Section title="What it does">
		<Does {...shown} />
	</Section>
);

const harmless = ["sign-in", "text"];

export const WhatItDoesNot = ({ approval: { meaning } }: MessageProps) => (
	<Section title="What it does not">
		<p>
			{harmless.includes(meaning.kind)
				? "It sends no transaction, costs no fee, and by the standards moves nothing and allows nobody to take anything."
				: "It sends no transaction now and costs no fee. What it allows happens later, without you."}
		</p>
	</Section>
);

export const LookAt = ({ approval: { warnings } }: MessageProps) =>
	warnings.length === 0 ? null : (
		<Section title="What to look at">
			{warnings
				.map((one) => wordsOf(one))
				.map((sentence) => (
					<WarnLine key={sentence}>{sentence}</WarnLine>
				))}
		</Section>
	);

const Fields = ({ approval: { typed } }: MessageProps) => {
	if (typed === null) return null;
	const { domain, fields, primaryType } = typed;
	const bound: readonly (readonly [string, string | null])[] = [
		["name", domain.name],
		["version", domain.version],
		["chain", domain.chainId],
		[
			"contract",
			domain.verifyingContract === null
				? null
				: checksummed(domain.verifyingContract),
		],
		["salt", domain.salt],
	];
	return (
		<>
			<p class="small">It is bound to:</p>
			<ul class="fields">
				{bound.map(([name, value]) => (
					<li key={name}>
						<b>{name}</b> <code>{value === null ? "—" : visible(value)}</code>
					</li>
				))}
			</ul>
			<p class="small">
				Every field of <code>{visible(primaryType)}</code>:
			</p>
			<ul class="fields">
				{fields.map((field, i) => (
					<li
						// The place of a field is its identity.
						key={`field ${i + 1}`}
						style={{ paddingInlineStart: `${Math.min(field.depth, 6) * 10}px` }}
					>
						<b>{visible(field.name)}</b>{" "}
						<span class="mute small">{visible(field.type)}</span>
						{field.value === null ? null : (
							<>
								{" "}
								<code>{visible(field.value)}</code>
							</>
						)}
					</li>
				))}
			</ul>
		</>
	);
};

/** All of it, as it is signed. */
export const WordForWord = ({ approval }: MessageProps) => {
	const { meaning, bytes, digest } = approval;
	const text =
		meaning.kind === "text" || meaning.kind === "sign-in"
			? visible(meaning.text)
			: bytes;
	return (
		<Section title="All of it, word for word">
			{text === null ? (
				<Fields approval={approval} />
			) : (
				<pre class="lines">{text === "" ? "(empty)" : text}</pre>
			)}
			<p class="small">
				Hash that is signed: <Hash value={digest} what="hash" />
			</p>
		</Section>
	);
};

export const MessageRests = ({ approval }: MessageProps) => (
	<Section title="What it rests on">
		<p>
			The signer read the message itself, and held its clock against Ethereum:
			it checked {approval.steps} steps down from the checkpoint you accepted,
			to slot {approval.headSlot}, <Age asOfS={approval.asOfS} />.
		</p>
		<p class="small">
			Checkpoint: <Hash value={approval.checkpoint} what="checkpoint root" />
		</p>
	</Section>
);
