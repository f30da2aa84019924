import { NotFoundScreen } from "@/components/frame/not-found-screen";

export default function SettingsNotFound() {
  return <NotFoundScreen />;
}
