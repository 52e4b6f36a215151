import defaultMdxComponents from 'fumadocs-ui/mdx';
import { notFound } from 'next/navigation';
import { source } from '../../../lib/source';

export default async function Page({ params }) {
  const page = source.getPage((await params).slug);
  if (!page) notFound();
  const Body = page.data.body;
  return (
    <main>
      <h1>{page.data.title}</h1>
      <p>{page.data.description}</p>
      <Body components={defaultMdxComponents} />
    </main>
  );
}

export function generateStaticParams() {
  return source.generateParams();
}
