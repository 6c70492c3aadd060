// What a Safe is to send: written down here, and agreed to and carried out later.

import { useEffect, useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { formatUnits } from "../../../src/base/units.ts";
import { typedAddress } from "../address.ts";
import { Button, Field, Option } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { WarnLine } from "../parts/note.tsx";
import { typedUnits } from "../popup/payment.ts";
import {
	type PaymentSource,
	recipientNote,
	sourcesOf,
} from "../popup/sources.ts";
import { go } from "../route.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { txArg } from "./use-safe.ts";

/** What is proved of the Safe: it has to be the account that is shown. */
const useSources = (address: Hex): readonly PaymentSource[] => {
	const { wallet, view, refresh } = useShared();
	const { run } = useWork();
	const isShown = view.account === address;
	useEffect(() => {
		if (!isShown)
			void run(async () => {
				await wallet.engine("account.select", { address });
				await refresh();
			});
	}, [isShown, wallet, address, refresh, run]);
	return isShown
		? sourcesOf(view).filter(({ chain }) => chain.kind === "l1")
		: [];
};

const nameOf = ({ symbol, decimals, proved }: PaymentSource): string =>
	`${symbol}, ${groupDigits(formatUnits(proved.amount, decimals))}`;

const What = ({
	sources,
	chosen,
	onChoose,
}: {
	readonly sources: readonly PaymentSource[];
	readonly chosen: PaymentSource;
	readonly onChoose: (token: Hex | null) => void;
}) => (
	<fieldset class="choice flat">
		<legend>{say().safe.what}</legend>
		{sources.map((source) => (
			<Option
				key={source.token ?? "coin"}
				group="what"
				checked={source.token === chosen.token}
				onChoose={() => onChoose(source.token)}
			>
				{nameOf(source)}
			</Option>
		))}
	</fieldset>
);

const amountOf = (typed: string, source: PaymentSource | undefined) => {
	const words = say().safe;
	const value =
		source === undefined ? null : typedUnits(typed, source.decimals);
	if (typed === "" || source === undefined) return { value: null, wrong: null };
	if (value === null) return { value, wrong: words.notAmount };
	return value > source.proved.amount
		? { value: null, wrong: words.tooMuch }
		: { value, wrong: null };
};

const Recipient = ({
	typed,
	onTyped,
}: {
	readonly typed: string;
	readonly onTyped: (next: string) => void;
}) => {
	const { view } = useShared();
	const { address, wrong } = typedAddress(typed);
	const note = address === null ? null : recipientNote(view, address);
	return (
		<>
			<Field
				name={say().safe.to}
				value={typed}
				onValue={onTyped}
				mono
				autofocus
				wrong={typed === "" ? null : wrong}
			/>
			{note === null || note.says === "" ? null : note.warn ? (
				<WarnLine>
					<span>{note.says}</span>
				</WarnLine>
			) : (
				<p class="small">{note.says}</p>
			)}
		</>
	);
};

export const SafeSend = ({ address }: { readonly address: Hex }) => {
	const words = say().safe;
	const { wallet } = useShared();
	const [to, setTo] = useState("");
	const [token, setToken] = useState<Hex | null>(null);
	const [typed, setTyped] = useState("");
	const { busy, fault, run, anew } = useWork();
	const sources = useSources(address);
	const source = sources.find((one) => one.token === token) ?? sources[0];
	const recipient = typedAddress(to);
	const { value, wrong } = amountOf(typed, source);
	const write = () => {
		const { address: who } = recipient;
		if (who === null || value === null || source === undefined) return;
		const amount = value.toString();
		void run(async () => {
			const { hash } = await wallet.engine("safe.propose", {
				...{ address, to: who, nonce: null },
				...(source.token === null
					? { valueWei: amount }
					: {
							valueWei: "0",
							asset: { kind: "erc20" as const, token: source.token, amount },
						}),
			});
			go("safe-tx", txArg(address, hash));
		});
	};
	return (
		<Frame
			title={words.send}
			onBack={() => go("safe", address)}
			footer={
				<Button
					main
					busy={busy}
					disabled={recipient.address === null || value === null}
					onClick={write}
				>
					{words.write}
				</Button>
			}
		>
			<div class="read">
				<p class="lead">{words.sendLead}</p>
				<Recipient typed={to} onTyped={anew(setTo)} />
				{source === undefined ? (
					<p role="status">{words.noSources}</p>
				) : (
					<What {...{ sources }} chosen={source} onChoose={setToken} />
				)}
				<Field
					name={words.amount}
					value={typed}
					onValue={anew(setTyped)}
					numeric
					wrong={wrong}
					onEnter={write}
				/>
				<FaultNote fault={fault} title={words.notWritten} />
			</div>
		</Frame>
	);
};
