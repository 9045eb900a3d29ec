INSERT INTO product (sku, name, price_minor, currency) VALUES
    ('TEA-001', 'Assam Second Flush, 100 g', 590, 'EUR'),
    ('TEA-002', 'Darjeeling First Flush, 100 g', 1290, 'EUR'),
    ('TEA-003', 'Earl Grey with Calabrian Bergamot, 100 g', 690, 'EUR'),
    ('TEA-004', 'Sencha from Kagoshima, 100 g', 1150, 'EUR'),
    ('TEA-005', 'Jasmine Pearls, 50 g', 1450, 'EUR'),
    ('TEA-006', 'Smoky Lapsang Souchong, 100 g', 840, 'EUR'),
    ('TEA-007', 'Peppermint Leaves, 75 g', 420, 'EUR'),
    ('TEA-008', 'Rooibos with Orange Peel, 150 g', 560, 'EUR'),
    ('POT-001', 'Cast-Iron Teapot, 0.8 l', 4900, 'EUR'),
    ('POT-002', 'Glass Teapot with Sieve, 1.2 l', 3250, 'EUR'),
    ('CUP-001', 'Stoneware Cup, Set of Two', 1890, 'EUR'),
    ('TIN-001', 'Tea Tin with Inner Lid, 250 g', 980, 'EUR');

-- The first stock is delivered like any other, so that the sum holds from the first row on.
INSERT INTO delivery (sku, quantity) SELECT sku, 1000 FROM product ORDER BY sku;
INSERT INTO stock (sku, available) SELECT sku, sum(quantity) FROM delivery GROUP BY sku ORDER BY sku;
