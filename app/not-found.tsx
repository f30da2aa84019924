import { NotFoundScreen } from "@/components/frame/not-found-screen";

export const metadata = { title: "Not found" };

export default function RootNotFound() {
  return (
    <main>
      <NotFoundScreen />
    </main>
  );
}
