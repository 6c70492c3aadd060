// Adding a token: where its balance lies in the contract's storage has to be known, because it is read by proof.

import { useState } from "preact/hooks";
import { typedAddress } from "../address.ts";
import { Button, Field } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";

/** A whole number in the bounds, or null. */
const whole = (typed: string, most: number): number | null => {
	if (!/^[0-9]{1,7}$/.test(typed.trim())) return null;
	const value = Number(typed);
	return value <= most ? value : null;
};

export const AddToken = () => {
	const { wallet, view, refresh } = useShared();
	const [chainId, setChainId] = useState<number | null>(null);
	const [address, setAddress] = useState("");
	const [symbol, setSymbol] = useState("");
	const [decimals, setDecimals] = useState("18");
	const [slot, setSlot] = useState("");
	const adding = useWork();
	const chain =
		view.chains.find((one) => one.chainId === chainId) ?? view.chains[0];
	const token = typedAddress(address);
	const places = whole(decimals, 36);
	const balancesSlot = whole(slot, 1_000_000);
	const called = symbol.trim();
	const add = () => {
		if (
			chain === undefined ||
			token.address === null ||
			places === null ||
			balancesSlot === null
		)
			return;
		const asked = {
			chainId: chain.chainId,
			address: token.address,
			symbol: called,
			decimals: places,
			balancesSlot,
		};
		void adding.run(async () => {
			await wallet.engine("token.add", asked);
			await refresh();
			go("home");
		});
	};
	const ready =
		chain !== undefined &&
		token.address !== null &&
		/^[\x21-\x7e]{1,20}$/.test(called) &&
		places !== null &&
		balancesSlot !== null;
	return (
		<Frame
			title="Add a token"
			onBack={() => go("settings")}
			footer={
				<Button main busy={adding.busy} disabled={!ready} onClick={add}>
					Add {called === "" ? "the token" : called}
				</Button>
			}
		>
			<div class="read">
				{adding.fault === null ? null : (
					<FaultNote fault={adding.fault} title="It was not added." />
				)}
				<p class="lead">
					A token's balance is read from its contract's storage, by proof. What
					you type here names the place. A wrong place shows a wrong number, so
					take it from the contract's verified source.
				</p>
				{view.chains.length < 2 ? null : (
					<fieldset class="choice flat">
						<legend>Chain</legend>
						{view.chains.map((one) => (
							<label key={one.chainId}>
								<input
									type="radio"
									name="chain"
									checked={one.chainId === chain?.chainId}
									onChange={() => setChainId(one.chainId)}
								/>
								<span>{one.title}</span>
							</label>
						))}
					</fieldset>
				)}
				<Field
					name="Contract"
					value={address}
					onValue={setAddress}
					mono
					wrong={address.trim() === "" ? null : token.wrong}
					note="The token's address on this chain."
				/>
				<Field
					name="Symbol"
					value={symbol}
					onValue={setSymbol}
					wrong={
						called === "" || /^[\x21-\x7e]{1,20}$/.test(called)
							? null
							: "Plain letters and digits, at most 20, no spaces."
					}
					note="How it is called here. Nothing checks it."
				/>
				<Field
					name="Decimals"
					value={decimals}
					onValue={setDecimals}
					numeric
					wrong={places === null ? "A whole number from 0 to 36." : null}
				/>
				<Field
					name="Storage slot of its balances"
					value={slot}
					onValue={setSlot}
					numeric
					wrong={
						slot === "" || balancesSlot !== null
							? null
							: "A whole number, often between 0 and 10."
					}
					note="The place of the balances mapping."
				/>
			</div>
		</Frame>
	);
};
