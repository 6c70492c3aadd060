// Value in a currency: switched on here, and what each feed says. Off unless the person wants it.

import { useEffect, useState } from "preact/hooks";
import { formatUnits } from "../../../src/base/units.ts";
import {
	type Currency,
	currencies,
	type PricesView,
	priceDecimals,
} from "../../../src/protocol/price-views.ts";
import { Grade } from "../parts/amount.tsx";
import { Button, Option, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { SettingsPage } from "../parts/settings-page.tsx";
import { go } from "../route.ts";
import { durationWords, groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow, useShared, useWork } from "../wallet.tsx";
import { WorthSum } from "./about-worth.tsx";
import { usePrices } from "./use-prices.ts";

const Feeds = ({ prices }: { readonly prices: PricesView }) => {
	const words = say().worth;
	const now = useNow();
	return (
		<Section title={words.feeds}>
			<ul class="rows">
				{prices.prices.map(({ pair, price, updatedS }) => (
					<li key={pair} class="row">
						<div class="row-part">
							<span class="row-name">
								<b>{pair}</b>
								<span class="row-says">
									{groupDigits(formatUnits(BigInt(price), priceDecimals))},{" "}
									{words.written(durationWords(now / 1000 - updatedS))}
								</span>
							</span>
						</div>
					</li>
				))}
				{prices.refused.map(({ pair, why }) => (
					<li key={pair} class="row">
						<div class="row-part">
							<span class="row-name">
								<b>{pair}</b>
								<span class="row-says">{words.refused[why]}</span>
							</span>
						</div>
					</li>
				))}
			</ul>
			<p>
				<Grade grade={prices.grade} how="computed" />{" "}
				<Button
					quiet
					label={words.whyLabel}
					onClick={() => go("trail", prices.trailId)}
				>
					{words.why}
				</Button>
			</p>
		</Section>
	);
};

export const CurrencyScreen = () => {
	const words = say().worth;
	const { wallet, view } = useShared();
	const { busy, fault, run } = useWork();
	const [chosen, setChosen] = useState<Currency | null | undefined>(undefined);
	const { prices, fault: unread } = usePrices(chosen);
	useEffect(() => {
		void run(async () => {
			setChosen((await wallet.engine("price.setting", undefined)).currency);
		});
	}, [wallet, run]);
	const choose = (currency: Currency | null) =>
		void run(async () => {
			await wallet.engine("price.choose", { currency });
			setChosen(currency);
		});
	const hasFeeds = view.chains.some(({ chainId }) => chainId === 1);
	return (
		<SettingsPage words={words}>
			<p class="lead">{words.lead}</p>
			<fieldset class="choice flat">
				<legend>{words.choose}</legend>
				{[null, ...currencies].map((currency) => (
					<Option
						key={currency ?? "off"}
						group="currency"
						checked={chosen === currency}
						disabled={busy || chosen === undefined}
						onChoose={() => choose(currency)}
					>
						{currency ?? words.off}
					</Option>
				))}
			</fieldset>
			<FaultNote fault={fault} title={words.notChanged} />
			{hasFeeds ? null : <p>{words.noFeeds}</p>}
			{chosen === null || chosen === undefined ? null : (
				<>
					<FaultNote fault={unread} title={words.notRead} />
					{prices === null ? null : (
						<>
							<WorthSum prices={prices} />
							<Feeds prices={prices} />
						</>
					)}
				</>
			)}
			<p class="small">{words.canBeWrong}</p>
		</SettingsPage>
	);
};
