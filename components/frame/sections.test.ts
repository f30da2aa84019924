import { expect, it } from "vitest";
import { currentHref, shownPath } from "./sections";

it.each([
  ["/settings/integrations", "/settings/integrations"],
  ["/settings/integrations/webhooks/new", "/settings/integrations/webhooks"],
  ["/settings/integrations/webhooks/activity", "/settings/integrations/webhooks/activity"],
  ["/settings/integrations/webhooks/deliveries/dlv_1", "/settings/integrations/webhooks/activity"],
  ["/settings/integrations/webhooks/br_1/edit", "/settings/integrations/webhooks"],
  ["/settings/integrations/inbound/inb_1", "/settings/integrations/inbound"],
  ["/settings/developers/api-keys", "/settings/developers/api-keys"],
  ["/settings/developers/subscriptions/sub_1", "/settings/developers/subscriptions"],
  ["/settings/organization/members", "/settings/organization/members"],
  ["/sign-in", undefined],
])("%s lights up %s", (pathname, href) => {
  expect(currentHref(pathname)).toBe(href);
});

it("goes by the page that is shown, whose folders in brackets are no part of its address", () => {
  expect(shownPath(["integrations", "inbound", "(list)"])).toBe("/settings/integrations/inbound");
  expect(shownPath(["integrations", "webhooks", "br_1"])).toBe("/settings/integrations/webhooks/br_1");
});
