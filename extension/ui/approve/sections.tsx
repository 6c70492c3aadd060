// What an order is, in the order in which a careful person asks. All of it but who asks is what the signer verified and says.

import { plainName } from "../../../src/base/symbol.ts";
import { chunks, formatUnits, groupDigits } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { ApprovalView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { Age, Grade, Warning } from "../parts/amount.tsx";
import { Chunks, Hash, Section } from "../parts/basic.tsx";
import { Icon } from "../parts/icon.tsx";
import { WarnLine } from "../parts/note.tsx";
import { SiteWarning } from "../parts/site-warning.tsx";
import { hostOf, recipientSays } from "../words.ts";
import { coinWords, staysAtLeast } from "./compare.ts";
import { Leaves } from "./exit.tsx";

/** Characters of an origin, as an order has them at most. */
const mostOrigin = 300;

type ApprovalProps = { readonly approval: ApprovalView };

/** In the order that the signer was given it is a word of the engine's like any other: nothing proves who asks. */
export const WhoAsks = ({
	approval: { origin },
}: {
	readonly approval: Pick<ApprovalView, "origin">;
}) => (
	<Section title="Who wants this, not checked by the signer">
		<div class="engine-word">
			<SiteWarning origin={origin} />
			{origin === null ? (
				<p>
					The wallet's engine says: asked by <b>you, in this wallet</b>.
				</p>
			) : (
				<p>
					The wallet's engine says: asked by{" "}
					<b>{plainName(hostOf(origin), mostOrigin)}</b>.
					<br />
					<code class="whole">{plainName(origin, mostOrigin)}</code>
				</p>
			)}
			<p class="small">
				The signer cannot check who is asking. What you sign is shown below.
			</p>
		</div>
	</Section>
);

export const Moves = ({ approval }: ApprovalProps) => (
	<Section title="What leaves, what arrives">
		<div class="moves">
			<Leaves {...approval} />
			<p class="mute">leaves this account on {approval.chain.title}, to</p>
			<Chunks groups={["0x", ...chunks(checksummed(approval.to))]} />
			{approval.rollup === null ? null : (
				<>
					<p class="mute">
						into account {approval.rollup.toIndex} of the rollup, which this key
						spends from
					</p>
					<Hash
						value={approval.rollup.toKey.ax}
						what="recipient's key"
						side={12}
					/>
					<WarnLine>
						Anyone can open an account in another's name. Compare the key with
						the recipient's own.
					</WarnLine>
				</>
			)}
			{approval.recipient === null ? null : (
				<Recipient recipient={approval.recipient} />
			)}
			<p class="arrives">
				{approval.data === "0x"
					? "Nothing arrives in return."
					: "What arrives in return is not known."}
			</p>
		</div>
	</Section>
);

/** What is never carried out once this is. */
export const Replaced = ({ approval }: ApprovalProps) =>
	approval.replaces === undefined ? null : (
		<Section title="What it takes the place of">
			<WarnLine>
				You signed this before at the same place (nonce {approval.nonce}). At
				most one of them is ever carried out.
			</WarnLine>
			<ul class="plain">
				{approval.replaces.map(({ hash, to, valueWei }) => (
					<li key={hash}>
						{coinWords(approval, valueWei)} to
						<Chunks groups={["0x", ...chunks(checksummed(to))]} />
						<Hash value={hash} what="transaction hash" />
					</li>
				))}
			</ul>
		</Section>
	);

const Recipient = ({
	recipient: { kind, codeHash },
}: {
	readonly recipient: NonNullable<ApprovalView["recipient"]>;
}) => (
	<>
		<p class={kind === "account" ? "small" : "warn-line"}>
			{kind === "account" ? null : <Icon name="stop" size={15} />}
			{recipientSays[kind]}
		</p>
		{codeHash === null ? null : (
			<p class="small">
				Hash of its code, proved: <Hash value={codeHash} what="code hash" />
			</p>
		)}
	</>
);

export const Later = ({ approval }: ApprovalProps) => (
	<Section title="What it allows later">
		{approval.data === "0x" ? (
			<p>
				Nothing. It is one plain payment, and nobody can take more because of
				it.
			</p>
		) : (
			<>
				<WarnLine>
					It calls a contract with {(approval.data.length - 2) / 2} bytes that
					this wallet cannot read yet. It can allow anything the contract
					honours.
				</WarnLine>
				<Hash value={approval.data} what="call data" side={12} />
			</>
		)}
	</Section>
);

export const Cost = ({ approval }: ApprovalProps) => {
	const stays = staysAtLeast(approval);
	return (
		<Section title="What it costs at most">
			<dl class="facts sums">
				<div>
					<dt>{approval.data === "0x" ? "Amount" : "Goes with the call"}</dt>
					<dd>{coinWords(approval, approval.valueWei)}</dd>
				</div>
				<div>
					<dt>Fee, at most</dt>
					<dd>
						{approval.rollup === null
							? coinWords(approval, approval.mostFeeWei)
							: "none on this rollup"}
					</dd>
				</div>
				<div class="sum-line">
					<dt>Leaves at most</dt>
					<dd>{coinWords(approval, approval.mostLeavesWei)}</dd>
				</div>
				{approval.underWayWei === undefined ? null : (
					<div>
						<dt>Can leave beside, by what you signed before</dt>
						<dd>{coinWords(approval, approval.underWayWei)}</dd>
					</div>
				)}
				<div>
					<dt>Stays at least, of the proved balance</dt>
					<dd>
						{stays === null ? "—" : coinWords(approval, stays.toString())}
					</dd>
				</div>
			</dl>
			{approval.rollup === null ? (
				<p class="small">
					{groupDigits(approval.gasLimit)} gas at{" "}
					{groupDigits(formatUnits(BigInt(approval.maxFeePerGasWei), 9))} gwei
					at most. The signature caps it.
				</p>
			) : null}
		</Section>
	);
};

export const Rests = ({ approval }: ApprovalProps) => (
	<Section title="What it rests on, and how old that is">
		<p>
			The signer checked {approval.steps} steps itself, down from the checkpoint
			you accepted to slot {groupDigits(approval.headSlot)}
			{approval.rollup === null ? null : (
				<>
					{" "}
					and to batch {groupDigits(approval.rollup.batch)} of the rollup, its
					validity proofs too
				</>
			)}
			: <Age asOfS={approval.asOfS} />.
		</p>
		<Warning words={approval.rollup?.warning ?? null} />
		<ul class="rests">
			{approval.rests.map(({ what, grade }) => (
				<li key={what}>
					<div>
						<span>
							<b>{what}</b>
							<Grade grade={grade} />
						</span>
						<Age asOfS={grade.asOfS} />
					</div>
				</li>
			))}
		</ul>
		<dl class="facts">
			<div>
				<dt>Place (nonce)</dt>
				<dd>{groupDigits(approval.nonce)}</dd>
			</div>
			{approval.rollup === null ? null : (
				<div>
					<dt>Program (hash of its Groth16 key)</dt>
					<dd>
						<Hash value={approval.rollup.program} what="program" />
					</dd>
				</div>
			)}
			<div>
				<dt>Checkpoint</dt>
				<dd>
					<Hash value={approval.checkpoint} what="checkpoint root" />
				</dd>
			</div>
		</dl>
	</Section>
);

export const Unknowns = ({ approval }: ApprovalProps) => (
	<Section title="What could not be known">
		<ul class="plain">
			{approval.unknowns
				.map((one) => wordsOf(one))
				.map((sentence) => (
					<li key={sentence}>{sentence}</li>
				))}
			{approval.exit === null ? (
				<li>Who holds the key to the address. No proof can tell that.</li>
			) : null}
		</ul>
	</Section>
);
